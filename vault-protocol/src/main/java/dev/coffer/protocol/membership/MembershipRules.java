package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Policies;
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
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.policy.PolicyId;
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
      new InvitationRules(state, link, signatures).join(joined, digest);
    } else {
      change(event, activeAuthor());
    }
    state.digests.add(digest.text());
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
    requireOwnDevice(created.devices(), link.author());
    state.begin(created);
  }

  private void change(MembershipEvent event, Member author) {
    if (event instanceof Invited invited) {
      new InvitationRules(state, link, signatures).invite(invited, author);
    } else if (event instanceof Withdrawn withdrawn) {
      new InvitationRules(state, link, signatures).withdraw(withdrawn, author);
    } else if (event instanceof Confirmed confirmed) {
      new InvitationRules(state, link, signatures).confirm(confirmed, author);
    } else if (event instanceof RoleChanged changed) {
      changeRole(changed, author);
    } else if (event instanceof Removed removed) {
      remove(removed, author);
    } else if (event instanceof DeviceApproved approved) {
      approve(approved, author);
    } else if (event instanceof DeviceRevoked revoked) {
      revoke(revoked, author);
    } else if (event instanceof LpmSwitched switched) {
      require(author.role().isAtLeast(Role.ADMIN), "only owners and admins switch lpm");
      state.lpm = switched.on();
    } else {
      changePolicy(event, author);
    }
  }

  /** Only by members whose access to every environment cannot be limited. */
  private void changePolicy(MembershipEvent event, Member author) {
    require(
        author.role().isAtLeast(Role.MAINTAINER),
        "only owners, admins and maintainers set and remove policies");
    if (event instanceof PolicySet set) {
      state.policies =
          state.policies.with(
              new Policies.Standing(set.policy(), link.author(), link.place().sequence()));
    } else {
      PolicyId id = state.policies.require(((PolicyRemoved) event).policy());
      state.policies = state.policies.without(id);
    }
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
      state.lose(member.account(), link.place().sequence());
    }
  }

  private void remove(Removed removed, Member author) {
    Member member = active(removed.account());
    requireManagesOrIs(author, member);
    requireOwnerLeft(member, null);
    state.put(member.removed(noted(removed.heads(), author)));
    state.lose(member.account(), link.place().sequence());
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
    state.lose(member.account(), link.place().sequence());
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

  static void requireOwnDevice(List<NamedDevice> devices, KeyId author) {
    require(
        devices.stream().anyMatch(device -> device.keys().keyId().equals(author)),
        "a member's first event is signed by a device that it names");
  }

  static void requireManages(Member author, Role role) {
    require(
        author.role().manages(role),
        "a member of role " + author.role().text() + " does not manage role " + role.text());
  }

  static void require(boolean held, String otherwise) {
    if (!held) {
      throw new ChainRefused(otherwise);
    }
  }
}
