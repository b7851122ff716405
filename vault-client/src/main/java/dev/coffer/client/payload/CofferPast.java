package dev.coffer.client.payload;

import dev.coffer.client.payload.key.VaultKeys;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Follows the parents' digests from a checked head, so that a server can show no other version than
 * the one that the head goes back to.
 *
 * <p>What the authors of older versions could change is not compared again: {@link Lineage} did it
 * from the head down to one who may do everything, or to what this machine has, and whoever that
 * was had done the same below. Rights of long ago are not known as well as that digest is.
 */
final class CofferPast implements Trail.Check {
  private static final String NO_KEY =
      "no key of it was wrapped for this device, which was approved later";
  private static final String OTHER_FORMAT = "it was stored before the vault was in coffer/1";

  private final EnvelopeChecks checks;
  private final Roster roster;
  private final Envelope head;
  private final VaultKeys keys;
  private final BiFunction<PulledVault, Envelope, VaultContents> opening;
  private Manifest child;
  private boolean converted;

  CofferPast(
      EnvelopeChecks checks,
      Roster roster,
      Envelope head,
      VaultKeys keys,
      BiFunction<PulledVault, Envelope, VaultContents> opening) {
    this.checks = checks;
    this.roster = roster;
    this.head = head;
    this.keys = keys;
    this.opening = opening;
    this.child = head.manifest();
  }

  @Override
  public Trail.Step step(PulledVault answer, int version) {
    converted |= PayloadFormat.LPM.wireName().equals(answer.format());
    if (converted) {
      return closed(version);
    }
    Envelope envelope =
        version == head.manifest().version() ? head : checks.checkParentOf(child, answer);
    child = envelope.manifest();
    return new Trail.Step(
        version,
        roster.device(child.author()),
        Optional.of(child.time()),
        keys.lacking(answer, envelope) ? Optional.of(NO_KEY) : Optional.empty(),
        () -> open(answer, envelope));
  }

  private VaultContents open(PulledVault answer, Envelope envelope) {
    return envelope.sections().isEmpty() ? VaultContents.EMPTY : opening.apply(answer, envelope);
  }

  /** Nothing above names the digest of a version in another format. */
  private static Trail.Step closed(int version) {
    return new Trail.Step(
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.of(OTHER_FORMAT),
        () -> {
          throw new IllegalStateException("a closed version is not opened");
        });
  }
}
