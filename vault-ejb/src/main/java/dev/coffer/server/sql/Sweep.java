package dev.coffer.server.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Deletes a table's expired rows now and then, within the transaction of whoever adds to it: a
 * server does so once a minute, however much is added.
 */
public final class Sweep {
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);
  private final String delete;

  /**
   * A sweep that is due at once.
   *
   * @param delete the statement, with one parameter: what expired before, microseconds of Unix time
   */
  public Sweep(String delete) {
    this.delete = delete;
  }

  /** Deletes what has expired, if a minute has gone by since this server did. */
  public void run(Statements statements, Instant now) {
    Instant due = next.get();
    if (!now.isBefore(due) && next.compareAndSet(due, now.plus(BETWEEN))) {
      statements.change(delete, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }
  }
}
