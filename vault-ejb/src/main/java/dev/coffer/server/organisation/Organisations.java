package dev.coffer.server.organisation;

import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Seat;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.AlreadyExists;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Begins organisations, and tells who belongs to which. */
@Stateless
public class Organisations {
  private static final String TAKEN = "select id from organisation where id = ? or name = ?";
  private static final String OF_ACCOUNT =
      "select o.id, o.name, m.role, m.status, o.length, o.lpm, o.created_at,"
          + " (select count(*) from organisation_member a"
          + " where a.organisation = o.id and a.status = 'ACTIVE')"
          + " from organisation o join organisation_member m on m.organisation = o.id"
          + " where m.account_id = ? and m.status <> 'REMOVED'";
  private static final String BY_NAME = " order by o.name";
  private static final String ONE = " and o.id = ?";

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private DerivedRows rows;
  @Inject private Memberships memberships;
  @Inject private OwnClaims claims;
  @Inject private Statements statements;

  /**
   * Begins an organisation with the caller as its first owner.
   *
   * @throws RequestMalformed when the event is not a first one
   * @throws AlreadyExists when the name is taken
   * @throws DeviceConflict when the event is not true of the caller's account, or is not well
   *     signed
   * @throws AccessRefused when the caller's session is on no approved device
   */
  public OrganisationView create(Caller caller, ProposedMembership proposed) {
    Admitted who = access.admit(caller, Right.SIGN_EVENTS);
    if (!(proposed.event() instanceof Created created)) {
      throw RequestMalformed.request("an organisation begins with an event of kind 'created'");
    }
    proposed.requireAuthor(who);
    claims.require(who, created);
    Membership begun = proposed.appendedTo(Membership.empty());
    requireFree(created);
    Organisation organisation = new Organisation(begun, clock.instant());
    em.persist(organisation);
    em.flush();
    rows.follow(Membership.empty(), begun, proposed);
    memberships.remember(begun);
    Member owner = begun.members().get(0);
    audit.record(
        who.in(Seat.of(organisation.id(), owner)),
        "org_created",
        Optional.empty(),
        Deed.of(created, Membership.empty()).facts());
    return view(owner, organisation);
  }

  /** The organisations that the caller belongs to, confirmed or not, by name. */
  public OrganisationList list(Caller caller) {
    Admitted who = access.admit(caller, Right.READ);
    return new OrganisationList(
        statements.all(OF_ACCOUNT + BY_NAME, Organisations::view, who.accountId().toString()));
  }

  /**
   * One of them.
   *
   * @throws NotFound when the caller does not belong to it, or there is none
   */
  public OrganisationView find(Caller caller, Tenant tenant) {
    Admitted who = access.admit(caller, tenant, Right.READ_CHAIN);
    return statements
        .first(
            OF_ACCOUNT + ONE,
            Organisations::view,
            who.accountId().toString(),
            who.owner().toString())
        .orElseThrow(() -> new NotFound("organisation"));
  }

  private void requireFree(Created created) {
    statements
        .first(TAKEN, row -> true, created.organisation().toString(), created.name().value())
        .ifPresent(
            taken -> {
              throw new AlreadyExists("There is an organisation of this name or id already");
            });
  }

  private static OrganisationView view(Member owner, Organisation organisation) {
    return new OrganisationView(
        organisation.id().toString(),
        organisation.name(),
        owner.role().text(),
        owner.status().name().toLowerCase(Locale.ROOT),
        1,
        organisation.head().sequence() + 1,
        organisation.allowsLpm(),
        organisation.createdAt());
  }

  private static OrganisationView view(Row row) throws SQLException {
    return new OrganisationView(
        row.text(1).orElseThrow(),
        row.text(2).orElseThrow(),
        row.text(3).orElseThrow(),
        row.text(4).orElseThrow().toLowerCase(Locale.ROOT),
        row.number(8).orElseThrow().intValue(),
        row.number(5).orElseThrow(),
        row.truth(6),
        row.time(7).orElseThrow());
  }
}
