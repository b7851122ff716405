package dev.coffer.client.signal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Signals of the operating system, through {@code sun.misc.Signal}: the JDK has nothing else, and
 * exports it from jdk.unsupported. By name, because no compiler option silences the warning about
 * it and here warnings are errors.
 */
public final class Signals {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Signals() {}

  /**
   * From now on {@code name} runs {@code act} in a thread of its own.
   *
   * @return what restores the present behaviour; empty when this system has no such signal or the
   *     JVM keeps it
   */
  public static Optional<Runnable> handle(String name, Runnable act) {
    try {
      Class<?> type = Class.forName(SIGNAL);
      Class<?> handlerType = Class.forName(HANDLER);
      Object signal = type.getConstructor(String.class).newInstance(name);
      Method handle = type.getMethod("handle", type, handlerType);
      Object before = handle.invoke(null, signal, handler(handlerType, act));
      return Optional.of(() -> restore(handle, signal, before));
    } catch (InvocationTargetException | ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void restore(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object handler(Class<?> type, Runnable act) {
    return Proxy.newProxyInstance(
        Signals.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            act.run();
            return null;
          }
          return method.invoke(act, arguments); // equals, hashCode, toString
        });
  }
}
