package dev.coffer.server.sharing;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Refuses every envelope and wrapped key that an honest client would refuse to read at this place.
 * Clients check the same again and do not rely on it.
 *
 * @param version the vault's version now; 0 for none
 * @param epoch the vault's epoch now; 0 for none
 * @param parent what the next version must name as its parent
 * @param author the device that the caller's session is bound to
 * @param approved the account's approved devices
 * @param chain whether an event belongs to the account's chain
 */
public record EnvelopeRules(
    VaultId vault,
    int version,
    int epoch,
    Optional<Digest> parent,
    KeyId author,
    Map<KeyId, DeviceKeys> approved,
    Predicate<ChainPosition> chain) {

  /**
   * Reads the envelope that may come next.
   *
   * @throws EnvelopeRefused unless it is well-formed, for this vault and place, and signed by the
   *     caller's own approved device
   */
  public Envelope accept(String text) {
    Envelope envelope = parsed(text);
    Manifest manifest = envelope.manifest();
    require(manifest.vault().equals(vault), "The envelope is for another vault");
    require(
        manifest.version() == version + 1,
        "The envelope is version " + manifest.version() + ", the next one is " + (version + 1));
    require(manifest.parent().equals(parent), "The envelope's parent is not the vault's head");
    require(
        manifest.epoch() == Math.max(epoch, 1) || manifest.epoch() == epoch + 1,
        "The envelope is of epoch " + manifest.epoch() + ", the vault of epoch " + epoch);
    require(manifest.author().equals(author), "The envelope's author is not this session's device");
    require(
        approved.containsKey(author) && envelope.signedBy(approved.get(author).verificationKey()),
        "The envelope's signature is not its author's");
    require(chain.test(manifest.chain()), "The envelope names no event of the account's chain");
    return envelope;
  }

  /**
   * Reads wrapped keys of {@code ofEpoch}.
   *
   * @throws EnvelopeRefused unless each is well-formed, of the whole vault and this epoch, and
   *     signed by the caller's device
   * @throws RecipientsConflict when one is for a device that is not approved, or there are two for
   *     one device
   */
  public List<WrappedKey> acceptKeys(Collection<String> notes, int ofEpoch) {
    List<WrappedKey> keys = new ArrayList<>();
    Set<KeyId> recipients = new HashSet<>();
    for (String note : notes) {
      WrappedKey key = parsedKey(note);
      require(key.context().vault().equals(vault), "A wrapped key is for another vault");
      require(key.context().epoch() == ofEpoch, "A wrapped key is of another epoch");
      require(key.context().scope().equals(KeyScope.VAULT), "A wrapped key is not of the vault");
      require(
          key.author().equals(author)
              && approved.containsKey(author)
              && key.signedBy(approved.get(author).verificationKey()),
          "A wrapped key is not signed by this session's device");
      KeyId recipient = key.context().recipient();
      if (!approved.containsKey(recipient)) {
        throw new RecipientsConflict("A wrapped key is for a device that is not approved");
      }
      if (!recipients.add(recipient)) {
        throw new RecipientsConflict("There are two wrapped keys for one device");
      }
      keys.add(key);
    }
    return keys;
  }

  /**
   * Does nothing when the devices that will have a key of the manifest's epoch are exactly those
   * that it declares, all approved.
   *
   * @throws RecipientsConflict otherwise
   */
  public void requireRecipients(Manifest manifest, Set<KeyId> stored, List<WrappedKey> sent) {
    Set<KeyId> recipients = new HashSet<>(stored);
    sent.forEach(key -> recipients.add(key.context().recipient()));
    if (!approved.keySet().containsAll(recipients)) {
      throw new RecipientsConflict("A device that is not approved has a wrapped key");
    }
    if (!Recipients.digest(recipients.stream().map(Recipient::ofVault).toList())
        .equals(manifest.recipients())) {
      throw new RecipientsConflict(
          "The manifest's recipients are not the "
              + recipients.size()
              + " devices with a wrapped key of epoch "
              + manifest.epoch());
    }
  }

  private static Envelope parsed(String text) {
    try {
      return Envelope.parse(text);
    } catch (Malformed e) {
      throw new EnvelopeRefused(e.getMessage());
    }
  }

  private static WrappedKey parsedKey(String note) {
    try {
      return WrappedKey.parse(note);
    } catch (Malformed e) {
      throw new EnvelopeRefused(e.getMessage());
    }
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new EnvelopeRefused(otherwise);
    }
  }
}
