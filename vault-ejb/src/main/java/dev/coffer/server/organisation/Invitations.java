package dev.coffer.server.organisation;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Carries the inviter's nonce to the joiner, once the joiner is bound to its keys. */
@Stateless
public class Invitations {
  private static final String ONE =
      "select id, status, reveal, joiner from organisation_invitation"
          + " where organisation = ? and id = ?";

  @Inject private Access access;
  @Inject private DerivedRows rows;
  @Inject private Memberships memberships;
  @Inject private Statements statements;

  /**
   * Where an invitation stands.
   *
   * @throws NotFound when the organisation has no such invitation
   * @throws AccessRefused unless the caller is an owner or admin, or the one who accepted it
   */
  public InvitationView find(Caller caller, Tenant tenant, String id) {
    Admitted who = access.admit(caller, tenant, Right.READ_CHAIN);
    Stored stored = stored(who, id);
    if (who.seat().filter(seat -> seat.isAtLeast(Role.ADMIN)).isEmpty()
        && !stored.joiner().equals(Optional.of(who.accountId().toString()))) {
      throw AccessRefused.roleNotEnough("Only owners, admins and the invited read an invitation");
    }
    return stored.view();
  }

  /**
   * Opens the nonce that the invitation committed to. Once; repeated, it changes nothing.
   *
   * @throws NotFound when the organisation has no such invitation
   * @throws AccessRefused when somebody else made the invitation, or the caller's session is on no
   *     device that the chain has approved
   * @throws DeviceConflict when nobody has accepted it, or the nonce is another one
   */
  public InvitationView reveal(Caller caller, Tenant tenant, String id, Bytes nonce) {
    Admitted who = access.admit(caller, tenant, Right.REVEAL);
    Organisation root = memberships.lock(who.owner());
    Membership membership = memberships.at(root.id(), root.head());
    Invitation invitation = membership.invitation(id).orElseThrow(() -> new NotFound("invitation"));
    String inviter = membership.memberOf(invitation.inviter()).map(Member::account).orElseThrow();
    if (!inviter.equals(who.accountId().toString())) {
      throw AccessRefused.roleNotEnough("Only who made an invitation opens its nonce");
    }
    if (!InvitationCode.commitment(id, nonce).equals(invitation.invited().commitment())) {
      throw DeviceConflict.invitationOutOfOrder(
          "the nonce is not the one that the invitation committed to");
    }
    Stored stored = stored(who, id);
    if (stored.reveal().isPresent()) {
      return stored.view();
    }
    if (invitation.status() != Invitation.Status.JOINED) {
      throw DeviceConflict.invitationOutOfOrder("nobody waits on this invitation");
    }
    rows.reveal(root.id().toString(), id, nonce.base64());
    return stored(who, id).view();
  }

  private Stored stored(Admitted who, String id) {
    return statements
        .first(ONE, Stored::read, who.owner().toString(), id)
        .orElseThrow(() -> new NotFound("invitation"));
  }

  private record Stored(
      String id, String status, Optional<String> reveal, Optional<String> joiner) {
    static Stored read(Row row) throws SQLException {
      return new Stored(
          row.text(1).orElseThrow(), row.text(2).orElseThrow(), row.text(3), row.text(4));
    }

    InvitationView view() {
      return new InvitationView(id, status.toLowerCase(Locale.ROOT), reveal.orElse(null));
    }
  }
}
