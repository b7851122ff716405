package dev.coffer.server.workload;

import dev.coffer.server.sql.Statements;
import dev.coffer.server.sql.Sweep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The tokens that were exchanged, within the caller's transaction, for all servers together. */
@ApplicationScoped
public class SpentTokens {
  private static final String FIND =
      "select expires_at from spent_token where issuer = ? and token = ?";
  private static final String SPEND =
      "insert into spent_token (issuer, token, expires_at) select ?, ?, ? where not exists"
          + " (select 1 from spent_token where issuer = ? and token = ?)";

  private final Sweep sweep = new Sweep("delete from spent_token where expires_at < ?");

  @Inject private Statements statements;
  @Inject private Clock clock;

  boolean isSpent(TokenMark mark) {
    return statements
        .first(FIND, row -> row.number(1), mark.issuer().text(), mark.token().text())
        .isPresent();
  }

  /**
   * Spends a token; answers false, and does nothing, when it was spent before. Of two transactions
   * that do so at once, the database ends the later one; run again, it finds the token spent.
   */
  boolean spend(TokenMark mark) {
    sweep.run(statements, clock.instant());
    String issuer = mark.issuer().text();
    String token = mark.token().text();
    return statements.change(SPEND, issuer, token, micros(mark.expiresAt()), issuer, token) == 1;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
