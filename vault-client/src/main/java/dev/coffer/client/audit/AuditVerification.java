package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Verifies a log on a server and remembers its head, so that the next time it can only be longer.
 */
public final class AuditVerification {
  private final AuditWalk walk;
  private final AuditHeads heads;
  private final Clock clock;

  public AuditVerification(AuditWalk walk, AuditHeads heads, Clock clock) {
    this.walk = walk;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param log empty when it has no record yet
   * @param remembered whether its head is what the next verification goes by: not so where records
   *     between that and the one before were left out
   */
  public record Outcome(Optional<VerifiedLog> log, boolean remembered) {}

  /**
   * Verifies every record from {@code from} on.
   *
   * @throws ClientException.Tampered when one is not as it was, or is missing; what is remembered
   *     stays then
   */
  public Outcome verify(long from) {
    return heads.locked(walk.owner(), () -> verify(from, heads.known(walk.owner())));
  }

  private Outcome verify(long from, Optional<KnownHead> known) {
    AuditCheck check = AuditCheck.ofLog(from, Optional.empty(), known);
    walk.forEach(from, check::accept);
    Optional<VerifiedLog> log = check.complete();
    long verified = known.map(KnownHead::sequence).orElse(0L);
    boolean remembered = log.isPresent() && from <= verified + 1;
    if (remembered) {
      heads.remember(head(log.get()));
    }
    return new Outcome(log, remembered);
  }

  private KnownHead head(VerifiedLog log) {
    return new KnownHead(
        log.owner(),
        log.last(),
        log.hash().text(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }
}
