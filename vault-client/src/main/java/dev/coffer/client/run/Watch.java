package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks for other values, one look at a time: whoever calls decides when. Values count as arrived
 * when two looks have found the same, so that several versions in a row are one arrival. Not for
 * use by several threads.
 */
public final class Watch {
  /** How long after a change the next look is. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  /** Values that never stay the same still arrive. */
  private static final int MOST_CHANGES = 10;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private final Runnable pull;
  private final Supplier<Variables> read;
  private final Duration interval;
  private final Consumer<String> say;
  private Variables current;
  private Variables candidate;
  private int changes;
  private int failures;
  private boolean away;
  private String said = "";

  /**
   * A watch for what differs from {@code current}.
   *
   * @param pull brings the local copies up to the server's
   * @param read the values that the local copies give
   * @param say takes what a person should read
   */
  public Watch(
      Variables current,
      Runnable pull,
      Supplier<Variables> read,
      Duration interval,
      Consumer<String> say) {
    this.current = current;
    this.pull = pull;
    this.read = read;
    this.interval = interval;
    this.say = say;
  }

  /**
   * What one look found.
   *
   * @param arrived the new values, if there are any
   * @param next how long to wait before the next look
   */
  record Look(Optional<Variables> arrived, Duration next) {}

  Duration interval() {
    return interval;
  }

  /**
   * Pulls and compares. Failures are said once and make the next look later.
   *
   * @throws ClientException with exit code 3 when the server no longer serves this machine
   */
  Look look() {
    Optional<ClientException> failure = attempted(pull);
    Variables[] found = new Variables[1];
    Optional<ClientException> unreadable = attempted(() -> found[0] = read.get());
    failure.or(() -> unreadable).ifPresentOrElse(this::failed, this::succeeded);
    Duration wait = wait(failures);
    if (unreadable.isPresent() || found[0].equals(current)) {
      candidate = null;
      changes = 0;
      return new Look(Optional.empty(), wait);
    }
    if (!found[0].equals(candidate) && ++changes < MOST_CHANGES) {
      candidate = found[0];
      return new Look(Optional.empty(), SETTLING);
    }
    current = found[0];
    candidate = null;
    changes = 0;
    return new Look(Optional.of(current), wait);
  }

  private static Optional<ClientException> attempted(Runnable act) {
    try {
      act.run();
      return Optional.empty();
    } catch (ClientException e) {
      if (e.exitCode() == 3) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private void failed(ClientException failure) {
    failures++;
    away |= failure instanceof ClientException.Unreachable;
    String what = "watching: " + failure.getMessage();
    if (!what.equals(said)) {
      said = what;
      say.accept(what + "; the command runs on, trying again");
      failure.hint().filter(hint -> !away).ifPresent(hint -> say.accept("hint: " + hint));
    }
  }

  private void succeeded() {
    if (away) {
      say.accept("watching: the server answers again");
    }
    failures = 0;
    away = false;
    said = "";
  }

  private Duration wait(int failed) {
    Duration longest = LONGEST_WAIT.compareTo(interval) > 0 ? LONGEST_WAIT : interval;
    Duration wait = interval.multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
