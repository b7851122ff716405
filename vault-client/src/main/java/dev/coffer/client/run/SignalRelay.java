package dev.coffer.client.run;

import dev.coffer.client.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Passes signals on to the program, each once, also those that arrive before it runs. What a
 * terminal sends to the program by itself is not passed on. One that asks for an end when the
 * program has had its own ends the waiting for those that hold its output.
 *
 * <p>From {@link #install} on this process does not end by a signal: it ends after the program has,
 * with the program's code. That holds after {@link #close} too, since Ctrl-C may end the program
 * before it is heard of here.
 */
final class SignalRelay implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP", "USR1", "USR2");

  /** Those that ask for an end; the others mean what the program makes of them. */
  private static final Set<String> ENDING = Set.of("INT", "TERM", "HUP");

  private final TerminalJob job = new TerminalJob();
  private final List<String> early = new ArrayList<>();
  private Child child;
  private boolean ending;
  private boolean closed;

  static SignalRelay install() {
    SignalRelay relay = new SignalRelay();
    NAMES.forEach(relay::take);
    return relay;
  }

  private void take(String name) {
    Signals.handle(name, () -> arrived(name));
  }

  /**
   * Starts a program, which gets what arrives from now on and what arrived while there was none.
   * Signals wait meanwhile: one that finds no program is kept, and what a terminal has sent to the
   * program itself must not be.
   */
  synchronized Child to(Supplier<Child> start) {
    child = start.get();
    early.forEach(child::signal);
    early.clear();
    return child;
  }

  /** Whether the program was told to end. */
  synchronized boolean isEnding() {
    return ending;
  }

  /** The signal {@code name} is here. */
  synchronized void arrived(String name) {
    if (closed) {
      return;
    }
    ending |= name.equals("TERM");
    if (child == null) {
      early.add(name);
    } else if (!child.isAlive()) {
      early.add(name); // for the one that is started in its place, if one is
      leave(name);
    } else if (!job.sendsToAll(name)) {
      child.signal(name);
    }
  }

  private void leave(String name) {
    if (ENDING.contains(name)) {
      child.leave();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
