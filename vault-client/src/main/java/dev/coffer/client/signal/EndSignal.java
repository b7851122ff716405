package dev.coffer.client.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a command that runs until it is told to end do so in order: until {@link #close} the process
 * does not end by Ctrl-C or SIGTERM. SIGHUP stays as it was: {@code nohup} has it ignored.
 */
public final class EndSignal implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM");

  private final CountDownLatch told = new CountDownLatch(1);
  private final List<Runnable> restoring = new ArrayList<>();

  private EndSignal() {}

  /** Takes the signals from now on. */
  public static EndSignal install() {
    EndSignal signal = new EndSignal();
    for (String name : NAMES) {
      Signals.handle(name, signal.told::countDown).ifPresent(signal.restoring::add);
    }
    return signal;
  }

  /** Returns when the process is told to end, or was before. */
  public void await() {
    try {
      told.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // that as well means: end
    }
  }

  @Override
  public void close() {
    restoring.forEach(Runnable::run);
  }
}
