package dev.coffer.client.cli.term;

import java.io.PrintStream;

/**
 * One line on standard error that says what takes long. On a screen it counts the seconds and is
 * gone when the work ends or anything else is said; elsewhere it is said once, as text.
 */
final class ProgressLine {
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean erases;
  private boolean shown;
  private boolean ended;

  ProgressLine(PrintStream err, boolean erases) {
    this.err = err;
    this.erases = erases;
  }

  /** Shows {@code what} and how long it takes, in place of what is shown. */
  synchronized void show(String what, long seconds) {
    if (ended || (shown && !erases)) {
      return;
    }
    if (erases) {
      err.print(ERASE + what + " …" + (seconds > 0 ? " " + seconds + " s" : ""));
    } else {
      err.println(what + " …");
    }
    err.flush();
    shown = true;
  }

  /** Takes the line away for good, so that something else can be written. */
  synchronized void end() {
    if (shown && erases && !ended) {
      err.print(ERASE);
      err.flush();
    }
    ended = true;
  }
}
