package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.key.VaultKeys;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;

/**
 * What must hold of an envelope before it is opened, in this order: form, signature, author, vault,
 * version, parent, account history. Each refusal has its own message. What an author without every
 * right changed is for {@link Lineage} to look at, which knows the version before.
 */
final class EnvelopeChecks {
  private final VaultId vault;
  private final Roster roster;

  EnvelopeChecks(VaultId vault, Roster roster) {
    this.vault = vault;
    this.roster = roster;
  }

  /**
   * The envelope in {@code pulled}.
   *
   * @param least the lowest version that may be the head, whatever the local copy says
   */
  Envelope check(PulledVault pulled, LocalVault local, int least) {
    if (!PayloadFormat.COFFER_1.wireName().equals(pulled.format())) {
      throw refused("the server sent the vault in another format than coffer/1");
    }
    if (pulled.encryptedBlob() == null || pulled.version() == null) {
      throw refused("the server sent no envelope");
    }
    Envelope envelope = parse(pulled.encryptedBlob());
    checkAuthor(envelope);
    checkVault(envelope.manifest(), pulled);
    checkVersion(envelope.manifest(), pulled, Math.max(local.version(), least));
    checkFloor(envelope);
    checkParent(envelope, local);
    if (!roster.contains(envelope.manifest().chain())) {
      throw refused("the envelope refers to another history of the account's devices");
    }
    return envelope;
  }

  /**
   * The envelope in {@code pulled}, which {@code child}, itself checked, names as its parent. That
   * name is what shows it to be the one version that came before: whether its author has rights
   * today does not matter, only that it had been approved.
   */
  Envelope checkParentOf(Manifest child, PulledVault pulled) {
    if (pulled.encryptedBlob() == null || pulled.version() == null) {
      throw refused("the server sent no envelope");
    }
    Envelope envelope = parse(pulled.encryptedBlob());
    Manifest manifest = envelope.manifest();
    checkVault(manifest, pulled);
    int version = child.version() - 1;
    if (manifest.version() != version || pulled.version() != version) {
      throw refused("the server sent version " + manifest.version() + " as version " + version);
    }
    if (!child.parent().equals(Optional.of(envelope.digest()))) {
      throw refused(
          "version " + child.version() + " does not follow the version " + version + " shown");
    }
    checkSignature(envelope);
    checkPastAuthor(manifest);
    checkFloor(envelope);
    if (manifest.epoch() > child.epoch()) {
      throw refused("version " + child.version() + " uses an older vault key than the one before");
    }
    return envelope;
  }

  private void checkPastAuthor(Manifest manifest) {
    ChainDevice author = roster.device(manifest.author()).orElseThrow();
    if (!roster.contains(manifest.chain()) || author.approvedAt() > manifest.chain().sequence()) {
      throw refused(
          "the author of version "
              + manifest.version()
              + ", device "
              + manifest.author().shortForm()
              + ", was not approved when it made it");
    }
  }

  private static Envelope parse(String text) {
    try {
      return Envelope.parse(text);
    } catch (Malformed e) {
      throw refused("the envelope is not whole: " + e.getMessage());
    }
  }

  private void checkAuthor(Envelope envelope) {
    checkSignature(envelope);
    if (authority(envelope).isEmpty()) {
      throw refused(
          "the envelope's author, device "
              + envelope.manifest().author().shortForm()
              + ", was revoked before it");
    }
  }

  /** What the author of {@code envelope} is believed to have been allowed in it. */
  Optional<Reach> authority(Envelope envelope) {
    Manifest manifest = envelope.manifest();
    VaultHead head = new VaultHead(manifest.vault(), manifest.version(), envelope.digest());
    return roster.authority(manifest.author(), head);
  }

  /**
   * Checks that {@code child} changes only what its author could, of whom {@code reach} is
   * believed.
   *
   * @param parent empty for version 1
   */
  void checkRights(Manifest child, Reach reach, Optional<Manifest> parent) {
    AuthorRights.require(child, reach, parent, roster);
  }

  private void checkSignature(Envelope envelope) {
    Manifest manifest = envelope.manifest();
    String author = manifest.author().shortForm();
    Optional<ChainDevice> device = roster.device(manifest.author());
    if (device.isEmpty()) {
      throw refused("the envelope's author, device " + author + ", is unknown to the account");
    }
    if (!envelope.signedBy(device.get().keys().verificationKey())) {
      throw refused("the envelope's signature is not that of its author, device " + author);
    }
  }

  private void checkVault(Manifest manifest, PulledVault pulled) {
    if (!manifest.vault().equals(vault)
        || (pulled.vaultId() != null && !pulled.vaultId().equals(vault.value()))) {
      throw refused("the server sent another vault's envelope");
    }
  }

  private void checkVersion(Manifest manifest, PulledVault pulled, int least) {
    int version = manifest.version();
    if (version != pulled.version()) {
      throw refused(
          "the server calls version " + version + " of the vault version " + pulled.version());
    }
    int floor = Math.max(least, roster.floor(vault).map(VaultHead::version).orElse(0));
    if (version < floor) {
      throw refused("the server sent version " + version + ", but version " + floor + " exists");
    }
  }

  /** A revocation names the one envelope of a version that its author had accepted. */
  private void checkFloor(Envelope envelope) {
    int version = envelope.manifest().version();
    Optional<VaultHead> floor = roster.floor(vault).filter(head -> head.version() == version);
    if (floor.isPresent() && !floor.get().manifest().equals(envelope.digest())) {
      throw refused("there are two different envelopes of version " + version);
    }
  }

  private static void checkParent(Envelope envelope, LocalVault local) {
    Optional<Envelope> head = local.head();
    if (head.isEmpty()) {
      return;
    }
    Manifest manifest = envelope.manifest();
    if (manifest.version() == local.version() && !envelope.digest().equals(head.get().digest())) {
      throw refused("there are two different envelopes of version " + local.version());
    }
    if (manifest.version() == local.version() + 1
        && !manifest.parent().equals(Optional.of(head.get().digest()))) {
      throw refused(
          "version " + manifest.version() + " does not follow version " + local.version());
    }
    if (manifest.epoch() < head.get().manifest().epoch()) {
      throw refused("the envelope uses an older vault key than the version before it");
    }
  }

  static ClientException refused(String reason) {
    return new ClientException.Tampered(reason, VaultKeys.NOTHING_STORED);
  }
}
