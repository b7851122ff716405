package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.MembershipRules.require;
import static dev.coffer.protocol.membership.MembershipRules.requireManages;
import static dev.coffer.protocol.membership.MembershipRules.requireOwnDevice;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.note.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How an invitation is made, accepted, confirmed and withdrawn: a part of the rules. */
final class InvitationRules {
  private final MembershipState state;
  private final MembershipLink link;
  private final Signatures signatures;

  InvitationRules(MembershipState state, MembershipLink link, Signatures signatures) {
    this.state = state;
    this.link = link;
    this.signatures = signatures;
  }

  void join(Joined joined, Digest event) {
    Invitation invitation = invitation(joined.invitation());
    require(
        invitation.status() == Invitation.Status.OPEN,
        "the invitation was accepted or withdrawn before");
    require(
        !link.place().time().isAfter(invitation.invited().expires()), "the invitation has expired");
    Optional<Member> before = Optional.ofNullable(state.members.get(joined.account()));
    require(
        before.filter(member -> member.status() != Member.Status.REMOVED).isEmpty(),
        "the account belongs to the organisation already");
    require(
        state.present().noneMatch(member -> member.name().equals(joined.member())),
        "another member is called '" + joined.member() + "' already");
    requireOwnDevice(joined.devices(), link.author());
    requireProof(invitation, joined);
    before.ifPresent(member -> state.returning.put(member.account(), member));
    Member member =
        new Member(
            joined.account(),
            joined.member(),
            invitation.invited().role(),
            invitation.invited().access(),
            Member.Status.JOINED,
            before.map(Member::devices).orElse(List.of()),
            before.map(Member::accepted).orElse(List.of()));
    state.enter(member, joined.devices(), link.place().sequence());
    state.invitations.put(invitation.id(), invitation.joinedBy(joined.account(), event));
  }

  private void requireProof(Invitation invitation, Joined joined) {
    byte[] text =
        InvitationCode.proofText(
                state.digest(0),
                joined.invitation(),
                joined.account(),
                joined.member(),
                joined.nonce(),
                joined.devices())
            .getBytes(StandardCharsets.UTF_8);
    VerificationKey key =
        new VerificationKey(KeyId.of(Digest.of(invitation.id())), invitation.invited().key());
    signatures.expect(
        () -> key.verifies(text, joined.proof()),
        "event "
            + link.place().sequence()
            + ": the invitation was not accepted by who has its link");
  }

  void invite(Invited invited, Member author) {
    requireManages(author, invited.role());
    require(!state.invitations.containsKey(invited.invitation()), "the invitation exists");
    require(invited.expires().isAfter(link.place().time()), "the invitation ends before it begins");
    state.invitations.put(
        invited.invitation(),
        new Invitation(
            invited, link.author(), Invitation.Status.OPEN, Optional.empty(), Optional.empty()));
  }

  void withdraw(Withdrawn withdrawn, Member author) {
    Invitation invitation = invitation(withdrawn.invitation());
    requireManages(author, invitation.invited().role());
    require(
        invitation.status() == Invitation.Status.OPEN
            || invitation.status() == Invitation.Status.JOINED,
        "the invitation was confirmed or withdrawn before");
    invitation.joiner().ifPresent(state::forget);
    state.invitations.put(invitation.id(), invitation.at(Invitation.Status.WITHDRAWN));
  }

  void confirm(Confirmed confirmed, Member author) {
    Invitation invitation = invitation(confirmed.invitation());
    require(invitation.status() == Invitation.Status.JOINED, "nobody waits on this invitation");
    requireManages(author, invitation.invited().role());
    require(
        InvitationCode.commitment(invitation.id(), confirmed.reveal())
            .equals(invitation.invited().commitment()),
        "the nonce is not the one that the invitation committed to");
    Member member = state.members.get(invitation.joiner().orElseThrow());
    state.put(member.at(Member.Status.ACTIVE));
    state.returning.remove(member.account());
    state.invitations.put(invitation.id(), invitation.at(Invitation.Status.CONFIRMED));
  }

  private Invitation invitation(String id) {
    return Optional.ofNullable(state.invitations.get(id))
        .orElseThrow(() -> new ChainRefused("there is no such invitation"));
  }
}
