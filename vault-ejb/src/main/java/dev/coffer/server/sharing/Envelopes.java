package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.device.AccountDevices;
import dev.coffer.server.organisation.Memberships;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Judges what a caller wants to store in a vault, its own or an organisation's, by what the owner's
 * chain says now. To be asked while the vault is locked: whoever takes rights away locks it too, so
 * nobody is judged by rights that are gone.
 */
@ApplicationScoped
public class Envelopes {
  @Inject private AccountDevices devices;
  @Inject private Memberships memberships;
  @Inject private WrappedKeys keys;

  /**
   * An envelope that may be stored, with the keys that come with it.
   *
   * @param stored the keys of its epoch that are there already
   * @param describes whether its author may say what concerns the whole vault: its display name and
   *     which variables it expects
   */
  public record Accepted(
      Envelope envelope, EpochKeys stored, List<WrappedKey> sent, boolean describes) {}

  /**
   * Reads the envelope that may come next at {@code place}, and the keys sent with it.
   *
   * @param head the text of the envelope that it replaces; read when it has to be compared
   * @throws EnvelopeRefused unless everything is well-formed, for this place, and signed by the
   *     caller's device
   * @throws RecipientsConflict unless the keys of its epoch are those of the declared recipients,
   *     who may have them, or when a new epoch is due
   * @throws AccessRefused when the caller's session is on no device that may write this
   */
  public Accepted accept(
      Admitted who, Place place, String text, List<String> notes, Supplier<String> head) {
    KeyId author =
        who.device()
            .orElseThrow(() -> AccessRefused.noDevice("Format coffer/1 is pushed by a device"));
    if (who.seat().isPresent()) {
      return acceptShared(who.owner(), place, author, text, notes, head);
    }
    EnvelopeRules rules = rules(who.accountId(), place, author);
    Envelope envelope = rules.accept(text);
    EpochKeys stored = stored(place, envelope.manifest());
    List<WrappedKey> sent = rules.acceptKeys(notes, envelope.manifest().epoch());
    rules.requireRecipients(envelope.manifest(), stored.recipients(), sent);
    return new Accepted(envelope, stored, sent, true);
  }

  private Accepted acceptShared(
      UUID organisation,
      Place place,
      KeyId author,
      String text,
      List<String> notes,
      Supplier<String> head) {
    Membership membership = memberships.now(organisation);
    OrganisationRules shared = new OrganisationRules(membership, author);
    shared.requireDevice();
    EnvelopeRules rules = new EnvelopeRules(place, author, new OrganisationCircle(membership));
    Envelope envelope = rules.accept(text);
    Manifest next = envelope.manifest();
    shared.requireReach(next, place, () -> Envelope.parse(head.get()).manifest());
    shared.requireRotated(next, place);
    List<WrappedKey> sent = rules.acceptKeys(notes, next.epoch());
    shared.requireShares(WrappedKeys.recipients(sent));
    if (next.epoch() > place.epoch()) {
      shared.requireDue(next, sent);
    }
    EpochKeys stored = stored(place, next);
    rules.requireRecipients(next, stored.recipients(), sent);
    return new Accepted(envelope, stored, sent, shared.describes());
  }

  /**
   * Reads keys of the current epoch that may be added to it.
   *
   * @throws EnvelopeRefused unless each is well-formed, for this place, and signed by the caller's
   *     device
   * @throws RecipientsConflict when one is for a device that may not have it
   * @throws AccessRefused when the caller's session is on no device that may wrap keys for these
   */
  public List<WrappedKey> acceptKeys(Admitted who, Place place, List<String> notes) {
    KeyId author =
        who.device().orElseThrow(() -> AccessRefused.noDevice("Keys are wrapped by a device"));
    if (who.seat().isPresent()) {
      Membership membership = memberships.now(who.owner());
      OrganisationRules shared = new OrganisationRules(membership, author);
      shared.requireDevice();
      EnvelopeRules rules = new EnvelopeRules(place, author, new OrganisationCircle(membership));
      List<WrappedKey> sent = rules.acceptKeys(notes, place.epoch());
      shared.requireShares(WrappedKeys.recipients(sent));
      rules.requirePermitted(WrappedKeys.recipients(sent));
      return sent;
    }
    EnvelopeRules rules = rules(who.accountId(), place, author);
    List<WrappedKey> sent = rules.acceptKeys(notes, place.epoch());
    rules.requirePermitted(WrappedKeys.recipients(sent));
    return sent;
  }

  private EnvelopeRules rules(UUID account, Place place, KeyId author) {
    return new EnvelopeRules(
        place,
        author,
        new AccountCircle(
            devices.approved(account), position -> devices.chainContains(account, position)));
  }

  private EpochKeys stored(Place place, Manifest next) {
    return place.row().map(row -> keys.ofEpoch(row, next.epoch())).orElse(EpochKeys.NONE);
  }
}
