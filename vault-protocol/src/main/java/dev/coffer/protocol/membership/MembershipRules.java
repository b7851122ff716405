package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.note.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which event may follow, and what it changes. Every refusal leaves the state as it was, except
 * that of {@link MembershipState#enter}, after which the state is thrown away.
 */
final class MembershipRules {
  private final MembershipState state;
  private final MembershipLink link;
  private final Digest digest;
  private final Signatures signatures;

  /**
   * Rules for one event.
   *
   * @param signatures gets what has to be verified besides the event's own signature
   */
  MembershipRules(
      MembershipState state, MembershipLink link, Digest digest, Signatures signatures) {
    this.state = state;
    this.link = link;
    this.digest = digest;
    this.signatures = signatures;
  }

  /**
   * Makes the event's change.
   *
   * @return the device whose signature the event must carry
   * @throws ChainRefused when the event may not follow
   */
  ChainDevice apply() {
    if (link.place().sequence() != state.digests.size()
        || !link.place().previous().equals(state.headDigest())) {
      throw new ChainRefused("the event does not follow event " + (state.digests.size() - 1));
    }
    MembershipEvent event = link.event();
    if (event instanceof Created created) {
      create(created);
    } else if (event instanceof Joined joined) {
      join(joined);
    } else {
      change(event, activeAuthor());
    }
    state.digests.add(digest);
    return state.device(link.author()).orElseThrow();
  }

  private Member activeAuthor() {
    return state
        .memberOf(link.author())
        .filter(member -> member.isActive() && member.hasApproved(link.author()))
        .orElseThrow(() -> new ChainRefused("the event's author is no device of a member"));
  }

  private void create(Created created) {
    require(state.digests.isEmpty(), "an organisation is created once");
    requireOwnDevice(created.devices());
    state.begin(created);
  }

  private void requireOwnDevice(List<NamedDevice> devices) {
    require(
        devices.stream().anyMatch(device -> device.keys().keyId().equals(link.author())),
        "a member's first event is signed by a device that it names");
  }

  private void join(Joined joined) {
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
    requireOwnDevice(joined.devices());
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
    state.invitations.put(invitation.id(), invitation.joinedBy(joined.account(), digest));
  }

  private void requireProof(Invitation invitation, Joined joined) {
    byte[] text =
        InvitationCode.proofText(
                state.digests.get(0),
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

  private void change(MembershipEvent event, Member author) {
    if (event instanceof Invited invited) {
      invite(invited, author);
    } else if (event instanceof Withdrawn withdrawn) {
      withdraw(invitation(withdrawn.invitation()), author);
    } else if (event instanceof Confirmed confirmed) {
      confirm(confirmed, author);
    } else if (event instanceof RoleChanged changed) {
      changeRole(changed, author);
    } else if (event instanceof Removed removed) {
      remove(removed, author);
    } else if (event instanceof DeviceApproved approved) {
      approve(approved, author);
    } else if (event instanceof DeviceRevoked revoked) {
      revoke(revoked, author);
    } else {
      require(author.role().isAtLeast(Role.ADMIN), "only owners and admins switch lpm");
      state.lpm = ((LpmSwitched) event).on();
    }
  }

  private void invite(Invited invited, Member author) {
    requireManages(author, invited.role());
    require(!state.invitations.containsKey(invited.invitation()), "the invitation exists");
    require(invited.expires().isAfter(link.place().time()), "the invitation ends before it begins");
    state.invitations.put(
        invited.invitation(),
        new Invitation(
            invited, link.author(), Invitation.Status.OPEN, Optional.empty(), Optional.empty()));
  }

  private void withdraw(Invitation invitation, Member author) {
    requireManages(author, invitation.invited().role());
    require(
        invitation.status() == Invitation.Status.OPEN
            || invitation.status() == Invitation.Status.JOINED,
        "the invitation was confirmed or withdrawn before");
    invitation.joiner().ifPresent(state::forget);
    state.invitations.put(invitation.id(), invitation.at(Invitation.Status.WITHDRAWN));
  }

  private void confirm(Confirmed confirmed, Member author) {
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

  private void changeRole(RoleChanged changed, Member author) {
    Member member = active(changed.account());
    requireManages(author, member.role());
    requireManages(author, changed.role());
    requireOwnerLeft(member, changed.role());
    Reach before = member.reach();
    Reach after = changed.access().reach(changed.role());
    if (before.isReducedBy(after)) {
      state.put(member.with(changed.role(), changed.access(), noted(changed.heads(), author)));
    } else {
      state.put(member.with(changed.role(), changed.access()));
    }
    if (before.losesKeysBy(after)) {
      state.lastLoss = link.place().sequence();
    }
  }

  private void remove(Removed removed, Member author) {
    Member member = active(removed.account());
    requireManagesOrIs(author, member);
    requireOwnerLeft(member, null);
    state.put(member.removed(noted(removed.heads(), author)));
    state.lastLoss = link.place().sequence();
  }

  /**
   * The heads that count: who may write nothing would decide what others can read by naming any.
   */
  private List<VaultHead> noted(List<VaultHead> heads, Member author) {
    List<VaultHead> noted = author.reach().writesAny() ? heads : List.of();
    state.noteHeads(noted);
    return noted;
  }

  private void approve(DeviceApproved approved, Member author) {
    require(
        approved.account().equals(author.account()), "a member vouches for its own devices only");
    KeyId id = approved.device().keys().keyId();
    require(state.device(id).isEmpty(), "the device was approved or revoked before");
    state.enter(author, List.of(approved.device()), link.place().sequence());
  }

  private void revoke(DeviceRevoked revoked, Member author) {
    Member member =
        state
            .memberOf(revoked.device())
            .filter(owner -> owner.isActive() && owner.hasApproved(revoked.device()))
            .orElseThrow(() -> new ChainRefused("only a member's approved device can be revoked"));
    requireManagesOrIs(author, member);
    require(
        member.approvedDevices().size() > 1,
        "a member's last device cannot be revoked: remove the member");
    state.put(member.without(revoked.device(), noted(revoked.heads(), author)));
    state.lastLoss = link.place().sequence();
  }

  private Invitation invitation(String id) {
    return Optional.ofNullable(state.invitations.get(id))
        .orElseThrow(() -> new ChainRefused("there is no such invitation"));
  }

  private Member active(String account) {
    return Optional.ofNullable(state.members.get(account))
        .filter(Member::isActive)
        .orElseThrow(() -> new ChainRefused("there is no such member"));
  }

  /** The last owner stays one, or nobody could ever make another. */
  private void requireOwnerLeft(Member member, Role after) {
    require(
        member.role() != Role.OWNER || after == Role.OWNER || state.activeOwners() > 1,
        "the last owner stays: make another member an owner first");
  }

  private static void requireManagesOrIs(Member author, Member member) {
    if (!member.account().equals(author.account())) {
      requireManages(author, member.role());
    }
  }

  private static void requireManages(Member author, Role role) {
    require(
        author.role().manages(role),
        "a member of role " + author.role().text() + " does not manage role " + role.text());
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new ChainRefused(otherwise);
    }
  }
}
