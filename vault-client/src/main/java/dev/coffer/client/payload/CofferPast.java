package dev.coffer.client.payload;

import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Follows the parents' digests from a checked head, so that a server can show no other version than
 * the one that the head goes back to.
 */
final class CofferPast implements Trail.Check {
  private static final String NO_KEY =
      "no key of it was wrapped for this device, which was approved later";
  private static final String OTHER_FORMAT = "it was stored before the vault was in coffer/1";

  private final EnvelopeChecks checks;
  private final DeviceChain chain;
  private final Envelope head;
  private final BiFunction<PulledVault, Envelope, VaultContents> opening;
  private Manifest child;
  private boolean converted;

  CofferPast(
      EnvelopeChecks checks,
      DeviceChain chain,
      Envelope head,
      BiFunction<PulledVault, Envelope, VaultContents> opening) {
    this.checks = checks;
    this.chain = chain;
    this.head = head;
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
    boolean lacksKey = answer.wrappedKey() == null && !child.sections().isEmpty();
    return new Trail.Step(
        version,
        chain.device(child.author()),
        Optional.of(child.time()),
        lacksKey ? Optional.of(NO_KEY) : Optional.empty(),
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
