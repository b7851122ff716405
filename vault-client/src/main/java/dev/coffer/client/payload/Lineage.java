package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import java.util.Optional;

/**
 * Shows that a head goes on from the version this machine has, when there are versions between:
 * each names its parent's digest. Without this a server could keep a version from one device, let
 * it go on from an older one, and show the result here as if nothing had been lost.
 *
 * <p>And shows of each version on the way, whose author may not do everything, that it did only
 * what it may. An author that may do everything looked at what came before in the same way, so it
 * vouches for all below. Where nothing is known here, the way ends at the first such author; one
 * with fewer rights could else make up a version to go on from.
 */
final class Lineage {
  /** More versions between are not fetched; a server's history holds about as many. */
  static final int MOST = 100;

  private final EnvelopeChecks checks;
  private final StoredVersions versions;

  Lineage(EnvelopeChecks checks, StoredVersions versions) {
    this.checks = checks;
    this.versions = versions;
  }

  /**
   * Returns when {@code head}, already checked by itself, goes on from {@code local}, and every
   * version on the way is one that its author could make.
   *
   * @throws ClientException.Tampered when it does not
   * @throws ClientException.Conflict when that cannot be seen, for the versions between are gone
   */
  void require(Envelope head, LocalVault local) {
    Optional<Envelope> known = local.head();
    if (known.isPresent() && head.manifest().version() <= local.version()) {
      return;
    }
    if (known.isPresent() && head.manifest().version() - local.version() > MOST) {
      throw gap(head, known);
    }
    boolean vouched = false;
    Optional<Envelope> next = Optional.of(head);
    while (next.isPresent()) {
      Envelope child = next.get();
      Optional<Reach> reach = believed(child, vouched);
      vouched |= reach.filter(AuthorRights::areFull).isPresent();
      next = vouched && known.isEmpty() ? Optional.empty() : step(child, reach, head, known);
    }
  }

  private Optional<Reach> believed(Envelope version, boolean vouched) {
    Optional<Reach> reach = checks.authority(version);
    if (reach.isEmpty() && !vouched) {
      throw EnvelopeChecks.refused(
          "the author of version "
              + version.manifest().version()
              + ", device "
              + version.manifest().author().shortForm()
              + ", had no rights, and nobody with full access went on from it");
    }
    return reach;
  }

  /** Checks {@code child} against its parent, which is returned when the way goes on from there. */
  private Optional<Envelope> step(
      Envelope child, Optional<Reach> reach, Envelope head, Optional<Envelope> known) {
    Manifest manifest = child.manifest();
    boolean last = known.filter(local -> isNext(manifest, local.manifest())).isPresent();
    Optional<Envelope> parent =
        last
            ? known
            : Optional.of(manifest).filter(m -> m.version() > 1).map(m -> parentOf(m, head, known));
    if (last && !manifest.parent().equals(known.map(Envelope::digest))) {
      throw EnvelopeChecks.refused(
          "version "
              + head.manifest().version()
              + " does not follow version "
              + known.get().manifest().version());
    }
    reach
        .filter(found -> !AuthorRights.areFull(found))
        .ifPresent(found -> checks.checkRights(manifest, found, parent.map(Envelope::manifest)));
    return last ? Optional.empty() : parent;
  }

  private static boolean isNext(Manifest child, Manifest local) {
    return child.version() == local.version() + 1;
  }

  private Envelope parentOf(Manifest child, Envelope head, Optional<Envelope> known) {
    if (head.manifest().version() - child.version() >= MOST) {
      throw gap(head, known);
    }
    return versions
        .version(child.version() - 1)
        .map(found -> checks.checkParentOf(child, found.vault()))
        .orElseThrow(() -> gap(head, known));
  }

  private static ClientException gap(Envelope head, Optional<Envelope> known) {
    int version = head.manifest().version();
    return new ClientException.Conflict(
        known
            .map(
                local ->
                    "the server no longer has the versions between "
                        + local.manifest().version()
                        + " and "
                        + version
                        + ", so nothing shows that one goes on from the other")
            .orElse(
                "the server no longer has the versions before "
                    + version
                    + ", so nothing shows that their authors changed only what they may"),
        "nothing was stored; compare with a machine that is up to date, then 'coffer pull"
            + " --discard' takes the newest as it is");
  }
}
