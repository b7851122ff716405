package dev.coffer.server.organisation;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Seat;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.floor.VaultFloors;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps each organisation's chain. Accepts an event only if every client would: allowed to its
 * author by the events before it, and following the newest one; and only if it is true of the
 * caller's account, which no client can see, and of the vaults whose heads it names.
 */
@Stateless
public class OrganisationChains {
  private static final int PAGE = 500;
  private static final String EVENTS =
      "select note from organisation_event where organisation = ? and sequence >= ?"
          + " and sequence < ? order by sequence";
  private static final String LENGTH = "select length from organisation where id = ?";

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private DerivedRows rows;
  @Inject private VaultFloors floors;
  @Inject private Memberships memberships;
  @Inject private OpenInvitations invitations;
  @Inject private OwnClaims claims;
  @Inject private Statements statements;
  @Inject private Event<RightsChanged> changes;

  /**
   * The events from sequence {@code from} on, at most 500 at once.
   *
   * @param invitation of who does not belong yet
   * @throws NotFound when the caller neither belongs to the organisation nor names an open
   *     invitation to it, or there is none
   */
  public MembershipPage page(Caller caller, Tenant tenant, long from, Optional<String> invitation) {
    Optional<UUID> invited = Optional.empty();
    if (invitation.isPresent()) {
      access.admit(caller, Right.READ_CHAIN);
      invited = invitations.organisation(tenant, invitation.get(), clock.instant());
    }
    UUID organisation =
        invited.isPresent()
            ? invited.get()
            : access.admit(caller, tenant, Right.READ_CHAIN).owner();
    long length =
        statements
            .first(LENGTH, row -> row.number(1).orElseThrow(), organisation.toString())
            .orElseThrow(() -> new NotFound("organisation"));
    List<String> events =
        statements.all(
            EVENTS,
            row -> row.text(1).orElseThrow(),
            organisation.toString(),
            from,
            Math.min(length, from + PAGE));
    return new MembershipPage(organisation.toString(), from, events, length);
  }

  /**
   * Appends an event, and does what follows from it.
   *
   * @return the event's sequence
   * @throws NotFound when the caller neither belongs to the organisation nor joins it by an open
   *     invitation, or there is none
   * @throws DeviceConflict when the chain does not accept the event, or it is not true of the
   *     caller's account or of the organisation's vaults
   * @throws AccessRefused when the caller's session is on no approved device
   */
  public long append(Caller caller, Tenant tenant, ProposedMembership proposed) {
    Admitted who = access.admit(caller, Right.SIGN_EVENTS);
    Optional<UUID> invited =
        proposed.event() instanceof Joined joined
            ? invitations.organisation(tenant, joined.invitation())
            : Optional.empty();
    UUID organisation =
        invited.isPresent()
            ? invited.get()
            : access.admit(caller, tenant, Right.SIGN_EVENTS).owner();
    proposed.requireNoPolicy();
    proposed.requireAuthor(who);
    claims.require(who, proposed.event());
    return append(who, organisation, proposed, () -> {});
  }

  /**
   * Appends an event that sets or removes a trust policy.
   *
   * @param follow what follows from it; runs once the chain has accepted it, in the same
   *     transaction, before the audit log is held
   * @return the event's sequence
   * @throws NotFound when the caller does not belong to the organisation, or there is none
   * @throws DeviceConflict when the chain does not accept the event
   * @throws AccessRefused when the caller's session is on no approved device, or its role is not
   *     enough
   */
  public long appendPolicy(
      Caller caller, Tenant tenant, ProposedMembership proposed, Runnable follow) {
    Admitted who = access.admit(caller, tenant, Right.SET_POLICIES);
    proposed.requireAuthor(who);
    return append(who, who.owner(), proposed, follow);
  }

  private long append(
      Admitted who, UUID organisation, ProposedMembership proposed, Runnable follow) {
    Organisation root = memberships.lock(organisation);
    Membership before = memberships.at(organisation, root.head());
    Membership after = proposed.appendedTo(before);
    requireInTime(before, proposed.event());
    floors.require(organisation, proposed.event().heads());
    root.follow(after);
    em.flush();
    rows.follow(before, after, proposed);
    announce(before, after);
    memberships.remember(after);
    follow.run();
    record(who, proposed, before, after);
    return proposed.link().place().sequence();
  }

  /** The chain compares with the joiner's clock; this is the server's. */
  private void requireInTime(Membership before, MembershipEvent event) {
    if (event instanceof Joined joined
        && before
            .invitation(joined.invitation())
            .filter(open -> clock.instant().isAfter(open.invited().expires()))
            .isPresent()) {
      throw DeviceConflict.chainEventRefused("the invitation has expired");
    }
  }

  /** Tells who keeps keys when somebody may read less or more than before. */
  private void announce(Membership before, Membership after) {
    List<Member> changed =
        before.members().stream()
            .filter(member -> !Optional.of(member).equals(after.member(member.account())))
            .toList();
    List<KeyId> lost =
        changed.stream()
            .flatMap(member -> member.approvedDevices().stream())
            .map(device -> device.keys().keyId())
            .filter(id -> after.device(id).filter(ChainDevice::isApproved).isEmpty())
            .toList();
    boolean other =
        changed.stream()
            .anyMatch(
                member ->
                    !after
                        .member(member.account())
                        .map(Member::reach)
                        .orElse(Reach.NOTHING)
                        .equals(member.reach()));
    if (other || !lost.isEmpty()) {
      changes.fire(new RightsChanged(after.organisation(), lost));
    }
  }

  private void record(
      Admitted who, ProposedMembership proposed, Membership before, Membership after) {
    Deed deed = Deed.of(proposed.event(), before);
    Map<String, Object> facts = new TreeMap<>(deed.facts());
    facts.put("sequence", proposed.link().place().sequence());
    Member member = after.member(who.accountId().toString()).orElseThrow();
    audit.record(
        who.in(Seat.of(after.organisation(), member)),
        deed.action(),
        Deed.vault(proposed.event(), before),
        facts);
  }
}
