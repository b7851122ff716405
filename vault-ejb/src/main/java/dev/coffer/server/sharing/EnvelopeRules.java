package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.VerificationKey;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses every envelope and wrapped key that an honest client would refuse to read at this place,
 * whoever the vault belongs to. Clients check the same again and do not rely on it.
 *
 * @param place where the envelope would go
 * @param author the device that the caller's session is bound to
 * @param circle those among whom the vault is kept
 */
record EnvelopeRules(Place place, KeyId author, Circle circle) {
  private static final String OTHER_SIGNER = "A wrapped key is not signed by this session's device";
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Reads the envelope that may come next.
   *
   * @throws EnvelopeRefused unless it is well-formed, for this vault and place, and signed by the
   *     caller's own approved device
   */
  Envelope accept(String text) {
    Envelope envelope = parsed(text);
    Manifest manifest = envelope.manifest();
    int next = place.version() + 1;
    require(manifest.vault().equals(place.vault()), "The envelope is for another vault");
    require(
        manifest.version() == next,
        "The envelope is version " + manifest.version() + ", the next one is " + next);
    require(
        manifest.parent().equals(place.parent()), "The envelope's parent is not the vault's head");
    require(
        manifest.epoch() == Math.max(place.epoch(), 1) || manifest.epoch() == place.epoch() + 1,
        "The envelope is of epoch " + manifest.epoch() + ", the vault of epoch " + place.epoch());
    require(manifest.author().equals(author), "The envelope's author is not this session's device");
    Optional<DeviceKeys> keys = circle.author(author);
    require(
        keys.isPresent() && envelope.signedBy(keys.get().verificationKey()),
        "The envelope's signature is not its author's");
    require(
        circle.contains(manifest.chain()), "The envelope names no event of the chain it relies on");
    return envelope;
  }

  /**
   * Reads wrapped keys of {@code ofEpoch}; whether their recipients may have them is not looked at.
   *
   * @throws EnvelopeRefused unless each is well-formed, of this vault and epoch, and signed by the
   *     caller's device
   * @throws RecipientsConflict when there are two for one recipient
   */
  List<WrappedKey> acceptKeys(Collection<String> notes, int ofEpoch) {
    List<WrappedKey> keys = new ArrayList<>();
    Set<Recipient> recipients = new HashSet<>();
    for (String note : notes) {
      WrappedKey key = parsedKey(note);
      require(key.context().vault().equals(place.vault()), "A wrapped key is for another vault");
      require(key.context().epoch() == ofEpoch, "A wrapped key is of another epoch");
      require(key.author().equals(author), OTHER_SIGNER);
      if (!recipients.add(WrappedKeys.recipient(key))) {
        throw new RecipientsConflict("There are two wrapped keys for one recipient");
      }
      keys.add(key);
    }
    requireSigned(keys);
    return keys;
  }

  /** Whoever unwraps one of them verifies its signature alone. */
  private void requireSigned(List<WrappedKey> keys) {
    Optional<VerificationKey> signer = circle.author(author).map(DeviceKeys::verificationKey);
    boolean signed = signer.filter(key -> WrappedKey.allSignedBy(key, keys, RANDOM)).isPresent();
    require(keys.isEmpty() || signed, OTHER_SIGNER);
  }

  /**
   * Does nothing when everybody among {@code recipients} may have the key that it names.
   *
   * @throws RecipientsConflict otherwise, with those who may not
   */
  void requirePermitted(Collection<Recipient> recipients) {
    List<String> unexpected =
        new TreeSet<>(recipients)
            .stream().filter(one -> !circle.permits(one)).map(Recipient::text).toList();
    if (!unexpected.isEmpty()) {
      throw RecipientsConflict.difference(
          "A wrapped key is for a device that may not have it", List.of(), unexpected);
    }
  }

  /**
   * Does nothing when those who will have a key of the manifest's epoch are exactly those that it
   * declares, and may have it.
   *
   * @throws RecipientsConflict otherwise
   */
  void requireRecipients(Manifest manifest, Set<Recipient> stored, List<WrappedKey> sent) {
    Set<Recipient> recipients = new HashSet<>(stored);
    sent.forEach(key -> recipients.add(WrappedKeys.recipient(key)));
    requirePermitted(recipients);
    if (!Recipients.digest(recipients).equals(manifest.recipients())) {
      throw new RecipientsConflict(
          "The manifest's recipients are not the "
              + recipients.size()
              + " that have a wrapped key of epoch "
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
