package dev.coffer.client.editor;

import java.util.Optional;

/**
 * The interrupt key while another program has the terminal: it is meant for that program, and must
 * not end this one, which would remove the file under the editor. The JDK has no public type for
 * signals, so this asks for the one it has by name; where it is missing, the key ends both.
 */
final class Interrupts {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Interrupts() {}

  /** A wait for another program; answers its exit code. */
  interface Wait {
    int until() throws InterruptedException;
  }

  /** Waits and leaves interrupts to others meanwhile. */
  static int leftToOthers(Wait wait) throws InterruptedException {
    Optional<Object> before = ignore();
    try {
      return wait.until();
    } finally {
      before.ifPresent(Interrupts::handle);
    }
  }

  private static Optional<Object> ignore() {
    try {
      return handle(Class.forName(HANDLER).getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** Sets {@code handler}; answers the one before, or nothing when it cannot be set. */
  private static Optional<Object> handle(Object handler) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      return Optional.ofNullable(
          signal
              .getMethod("handle", signal, Class.forName(HANDLER))
              .invoke(null, interrupt, handler));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
