package dev.coffer.client.signal;

import java.util.Optional;

/**
 * While another program has the terminal, the interrupt key is meant for that program: until {@link
 * #close} it does not end this process, and it ends programs that this one starts as it always
 * does. Where the JVM handles no signals, it ends both.
 */
public final class IgnoredInterrupts implements AutoCloseable {
  private final Optional<Runnable> restoring;

  private IgnoredInterrupts(Optional<Runnable> restoring) {
    this.restoring = restoring;
  }

  /** From now on. */
  public static IgnoredInterrupts install() {
    // A handler that does nothing. To really ignore it would pass on to programs, and for good:
    // the JVM takes no signal back that it finds ignored.
    return new IgnoredInterrupts(Signals.handle("INT", () -> {}));
  }

  @Override
  public void close() {
    restoring.ifPresent(Runnable::run);
  }
}
