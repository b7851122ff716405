package dev.coffer.server.lpm;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes proofs and takes each once. A proof is 32 random bytes of which the server keeps only the
 * digest; it is good on every server of the database.
 */
@Stateless
public class StepUpProofs {
  public static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int LENGTH = 32;
  private static final String ADD =
      "insert into step_up_proof (digest, account_id, scope, expires_at) values (?, ?, ?, ?)";
  private static final String FORGET = "delete from step_up_proof where expires_at <= ?";
  private static final String SPEND =
      "delete from step_up_proof"
          + " where digest = ? and account_id = ? and scope = ? and expires_at > ?";

  private final SecureRandom random = new SecureRandom();
  @Inject private Clock clock;
  @Inject private Statements statements;

  /** The only copy of a new proof, for an account whose password was found right. */
  public String issue(Admitted who, StepUpScope scope) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    String proof = Bytes.of(bytes).base64();
    statements.change(FORGET, micros(clock.instant()));
    statements.change(
        ADD,
        Digest.of(proof).text(),
        who.accountId().toString(),
        scope.text(),
        micros(clock.instant().plus(LIFETIME)));
    return proof;
  }

  /**
   * Uses {@code proof} up, together with what the transaction does.
   *
   * @throws AccessRefused when it is absent, spent, expired, or of another account or scope
   */
  public void spend(Admitted who, StepUpScope scope, Optional<String> proof) {
    int spent =
        proof
            .map(
                text ->
                    statements.change(
                        SPEND,
                        Digest.of(text).text(),
                        who.accountId().toString(),
                        scope.text(),
                        micros(clock.instant())))
            .orElse(0);
    if (spent == 0) {
      throw AccessRefused.stepUpRequired();
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
