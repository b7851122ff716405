package dev.coffer.server.organisation;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.membership.MembershipLink;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;

/** A well-formed event that somebody wants to add to an organisation's chain. */
public record ProposedMembership(SignedNote note, MembershipLink link) {

  /**
   * Reads the signed text of one event.
   *
   * @throws Malformed when it is absent or not one
   */
  public static ProposedMembership parse(String event) {
    if (event == null) {
      throw new Malformed("event is the signed text of one organisation event");
    }
    SignedNote note = SignedNote.parse(event);
    return new ProposedMembership(note, MembershipLink.parse(note.text()));
  }

  public MembershipEvent event() {
    return link.event();
  }

  /**
   * Does nothing unless the event is about a trust policy.
   *
   * @throws DeviceConflict otherwise
   */
  void requireNoPolicy() {
    if (event() instanceof PolicySet || event() instanceof PolicyRemoved) {
      throw DeviceConflict.policyElsewhere();
    }
  }

  /**
   * Does nothing when the event's author is the device of the caller's session.
   *
   * @throws AccessRefused when the session is on no device
   * @throws DeviceConflict when it is on another one
   */
  void requireAuthor(Admitted who) {
    if (who.device().isEmpty()) {
      throw AccessRefused.noDevice("This session is bound to no device");
    }
    if (!who.device().get().equals(link.place().author())) {
      throw DeviceConflict.chainEventRefused("the event's author is not this session's device");
    }
  }

  /**
   * The chain with this event.
   *
   * @throws DeviceConflict when the event may not follow
   */
  Membership appendedTo(Membership membership) {
    try {
      return membership.append(note);
    } catch (ChainRefused | Malformed e) {
      throw DeviceConflict.chainEventRefused(e.getMessage());
    }
  }
}
