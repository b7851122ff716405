package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import java.util.Optional;

/**
 * Shows that a head goes on from the version this machine has, when there are versions between:
 * each names its parent's digest. Without this a server could keep a version from one device, let
 * it go on from an older one, and show the result here as if nothing had been lost.
 */
final class Lineage {
  /** More versions between are not fetched; a server's history holds about as many. */
  static final int MOST = 100;

  private final VaultId vault;
  private final StoredVersions versions;

  Lineage(VaultId vault, StoredVersions versions) {
    this.vault = vault;
    this.versions = versions;
  }

  /**
   * Returns when {@code head}, already checked by itself, goes on from {@code local}.
   *
   * @throws ClientException.Tampered when it does not
   * @throws ClientException.Conflict when that cannot be seen, for the versions between are gone
   */
  void require(Envelope head, LocalVault local) {
    Optional<Envelope> known = local.head();
    if (known.isEmpty() || head.manifest().version() <= local.version()) {
      return;
    }
    if (head.manifest().version() - local.version() > MOST) {
      throw gap(head, local);
    }
    Manifest child = head.manifest();
    while (child.version() > local.version() + 1) {
      child = parentOf(child, head, local);
    }
    if (!child.parent().equals(Optional.of(known.get().digest()))) {
      throw EnvelopeChecks.refused(
          "version " + head.manifest().version() + " does not follow version " + local.version());
    }
  }

  private Manifest parentOf(Manifest child, Envelope head, LocalVault local) {
    int version = child.version() - 1;
    Envelope parent = envelope(version).orElseThrow(() -> gap(head, local));
    Manifest manifest = parent.manifest();
    Optional<Digest> digest = Optional.of(parent.digest());
    if (!child.parent().equals(digest)
        || manifest.version() != version
        || !manifest.vault().equals(vault)) {
      throw EnvelopeChecks.refused(
          "version " + child.version() + " does not follow the version " + version + " shown");
    }
    return manifest;
  }

  private Optional<Envelope> envelope(int version) {
    return versions.version(version).map(found -> parse(found.vault().encryptedBlob(), version));
  }

  private static Envelope parse(String text, int version) {
    try {
      return Envelope.parse(text == null ? "" : text);
    } catch (Malformed e) {
      throw EnvelopeChecks.refused("version " + version + " is not whole: " + e.getMessage());
    }
  }

  private static ClientException gap(Envelope head, LocalVault local) {
    return new ClientException.Conflict(
        "the server no longer has the versions between "
            + local.version()
            + " and "
            + head.manifest().version()
            + ", so nothing shows that one goes on from the other",
        "nothing was stored; compare with a machine that is up to date, then 'coffer pull"
            + " --discard' takes the newest as it is");
  }
}
