package dev.coffer.client.organisation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends a process at one of its requests: before it was sent, or after it was answered. */
final class Faults {
  private int left = Integer.MAX_VALUE;
  private boolean answered;

  /** What a killed process does not catch. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The request with this number, from 0, will be the last one. */
  void killAt(int request, boolean afterItsAnswer) {
    left = request;
    answered = afterItsAnswer;
  }

  void spare() {
    left = Integer.MAX_VALUE;
  }

  /** {@code remote} as the process uses it. */
  <T> T on(Class<T> type, T remote) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              boolean last = left-- == 0;
              if (last && !answered) {
                throw new Killed();
              }
              Object answer;
              try {
                answer = method.invoke(remote, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (last) {
                throw new Killed();
              }
              return answer;
            });
    return type.cast(proxy);
  }
}
