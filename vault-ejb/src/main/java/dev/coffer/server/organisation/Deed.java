package dev.coffer.server.organisation;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Invited;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.server.access.Seat;
import dev.coffer.server.audit.PolicyFacts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One event as the organisation's audit log tells it.
 *
 * @param action such as {@code member_added}
 * @param facts whom or what it concerned
 */
record Deed(String action, Map<String, Object> facts) {
  private static final int MAX_ACCESS_LENGTH = 1_000;
  private static final String ACCOUNT = "account";
  private static final String DEVICE = "device";
  private static final String INVITATION = "invitation";

  /** What {@code event} did to {@code before}. */
  static Deed of(MembershipEvent event, Membership before) {
    if (event instanceof Created created) {
      return new Deed("org_created", Map.of("name", created.name().value()));
    }
    if (event instanceof Invited invited) {
      Map<String, Object> facts = rights(invited.role().text(), Seat.text(invited.access()));
      facts.put(INVITATION, invited.invitation());
      return new Deed("member_invited", facts);
    }
    if (event instanceof Withdrawn withdrawn) {
      return new Deed("invitation_withdrawn", Map.of(INVITATION, withdrawn.invitation()));
    }
    if (event instanceof Joined joined) {
      return new Deed(
          "member_joined", Map.of(INVITATION, joined.invitation(), ACCOUNT, joined.account()));
    }
    if (event instanceof Confirmed confirmed) {
      return added(before.invitation(confirmed.invitation()).orElseThrow(), before);
    }
    return change(event, before);
  }

  private static Deed change(MembershipEvent event, Membership before) {
    if (event instanceof RoleChanged changed) {
      return changed(changed, before.member(changed.account()).orElseThrow());
    }
    if (event instanceof Removed removed) {
      return new Deed("member_removed", Map.of(ACCOUNT, removed.account()));
    }
    if (event instanceof DeviceApproved approved) {
      return new Deed(
          "device_approve",
          Map.of(ACCOUNT, approved.account(), DEVICE, approved.device().keys().keyId().value()));
    }
    if (event instanceof DeviceRevoked revoked) {
      Member owner = before.memberOf(revoked.device()).orElseThrow();
      return new Deed(
          "device_revoke", Map.of(ACCOUNT, owner.account(), DEVICE, revoked.device().value()));
    }
    if (event instanceof LpmSwitched switched) {
      return new Deed("lpm_switched", Map.of("on", switched.on()));
    }
    return event instanceof PolicySet set
        ? new Deed("policy_set", PolicyFacts.of(set.policy(), "chain"))
        : new Deed("policy_removed", PolicyFacts.of(((PolicyRemoved) event).policy()));
  }

  /** The vault that the event is about; empty for those about members and devices. */
  static Optional<VaultId> vault(MembershipEvent event, Membership before) {
    if (event instanceof PolicySet set) {
      return Optional.of(set.policy().vault());
    }
    return event instanceof PolicyRemoved removed
        ? before.policies().find(removed.policy()).map(standing -> standing.policy().vault())
        : Optional.empty();
  }

  private static Deed added(Invitation invitation, Membership before) {
    Member member = before.member(invitation.joiner().orElseThrow()).orElseThrow();
    Map<String, Object> facts = rights(member.role().text(), Seat.text(member.access()));
    facts.put(INVITATION, invitation.id());
    facts.put(ACCOUNT, member.account());
    return new Deed("member_added", facts);
  }

  private static Deed changed(RoleChanged changed, Member member) {
    Map<String, Object> facts = rights(changed.role().text(), Seat.text(changed.access()));
    facts.put(ACCOUNT, changed.account());
    return new Deed(changed.role() == member.role() ? "grant_changed" : "role_changed", facts);
  }

  private static Map<String, Object> rights(String role, String access) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("role", role);
    facts.put(
        "access",
        access.length() <= MAX_ACCESS_LENGTH
            ? access
            : access.chars().filter(c -> c == ' ').count() + 1 + " environments");
    return facts;
  }
}
