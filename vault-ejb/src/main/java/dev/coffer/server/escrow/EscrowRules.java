package dev.coffer.server.escrow;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.note.VerificationKey;
import dev.coffer.server.escrow.key.EscrowKeys;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Refuses every escrowed key that could not be opened when a run asks for it, or that nobody is
 * due.
 *
 * @param epoch of the vault, in which the keys will be
 * @param escrowKey the current version of the escrow key
 * @param author the device that the caller's session is bound to
 */
record EscrowRules(
    VaultId vault, int epoch, KeyId escrowKey, KeyId author, VerificationKey authorKey) {

  /**
   * Reads keys that are exactly those due.
   *
   * @throws EnvelopeRefused unless each is well-formed, of this vault and signed by the caller's
   *     device
   * @throws RecipientsConflict unless there is exactly one for each that is due, of this epoch and
   *     sealed to the current escrow key
   */
  List<EscrowedKey> accept(List<String> notes, SortedSet<EscrowGrant> due) {
    List<EscrowedKey> keys = new ArrayList<>();
    Set<EscrowGrant> grants = new HashSet<>();
    for (String note : notes) {
      EscrowedKey key = parsed(note);
      requireOwn(key);
      requireCurrent(key);
      if (!grants.add(key.grant())) {
        throw RecipientsConflict.escrow(
            "There are two escrowed keys for one policy and environment", List.of(), List.of());
      }
      keys.add(key);
    }
    requireDue(due, grants);
    return keys;
  }

  private void requireOwn(EscrowedKey key) {
    require(key.context().vault().equals(vault), "An escrowed key is for another vault");
    require(
        key.author().equals(author) && key.signedBy(authorKey),
        "An escrowed key is not signed by this session's device");
  }

  private void requireCurrent(EscrowedKey key) {
    if (key.context().epoch() != epoch) {
      throw RecipientsConflict.escrow(
          "An escrowed key is of epoch " + key.context().epoch() + ", the vault of epoch " + epoch,
          List.of(),
          List.of());
    }
    if (!key.context().escrowKey().equals(escrowKey)) {
      throw RecipientsConflict.escrow(
          "An escrowed key is sealed to another escrow key than the current one, " + escrowKey,
          List.of(),
          List.of());
    }
  }

  private static void requireDue(SortedSet<EscrowGrant> due, Set<EscrowGrant> sent) {
    SortedSet<EscrowGrant> missing = new TreeSet<>(due);
    missing.removeAll(sent);
    SortedSet<EscrowGrant> unexpected = new TreeSet<>(sent);
    unexpected.removeAll(due);
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw RecipientsConflict.escrow(
          "The escrowed keys are not those that the trust policies name: "
              + missing.size()
              + " missing, "
              + unexpected.size()
              + " too many",
          missing.stream().map(EscrowGrant::text).toList(),
          unexpected.stream().map(EscrowGrant::text).toList());
    }
  }

  private static EscrowedKey parsed(String note) {
    try {
      EscrowedKey key = EscrowedKey.parse(note);
      EscrowKeys.requireForm(key.sealed());
      return key;
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
