package dev.coffer.server.workload;

import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The tokens that were exchanged, within the caller's transaction, for all servers together. */
@ApplicationScoped
public class SpentTokens {
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final String FIND =
      "select expires_at from spent_token where issuer = ? and token = ?";
  private static final String SPEND =
      "insert into spent_token (issuer, token, expires_at) values (?, ?, ?)";
  private static final String FORGET = "delete from spent_token where expires_at < ?";

  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

  @Inject private Statements statements;
  @Inject private Clock clock;

  boolean isSpent(TokenMark mark) {
    return statements
        .first(FIND, row -> row.number(1), mark.issuer().text(), mark.token().text())
        .isPresent();
  }

  /**
   * Spends a token. Of two transactions that do so at once, the database ends the later one; run
   * again, it finds the token spent.
   */
  void spend(TokenMark mark) {
    sweep();
    statements.change(SPEND, mark.issuer().text(), mark.token().text(), micros(mark.expiresAt()));
  }

  private void sweep() {
    Instant now = clock.instant();
    Instant due = nextSweep.get();
    if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
      statements.change(FORGET, micros(now));
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
