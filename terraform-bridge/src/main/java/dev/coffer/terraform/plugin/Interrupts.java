package dev.coffer.terraform.plugin;

/**
 * The interrupt key reaches every process of the terminal. It is meant for the host, which asks the
 * provider to stop and waits for what runs; a provider that died of it would leave half of a
 * change. By name, because no compiler option silences the warning about {@code sun.misc.Signal}.
 */
final class Interrupts {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Interrupts() {}

  /** Returns whether interrupts are left to the host from now on. */
  static boolean leaveToHost() {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(HANDLER);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
