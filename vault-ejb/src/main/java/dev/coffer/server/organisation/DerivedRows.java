package dev.coffer.server.organisation;

import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Confirmed;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.server.access.Seat;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps an organisation's events, and beside them what they say now of members, devices and
 * invitations, for the statements that every request runs. Whatever the event was, the rows are
 * changed where the chain's verdict changed.
 */
@ApplicationScoped
class DerivedRows {
  private static final String APPEND =
      "insert into organisation_event (note, organisation, sequence) values (?, ?, ?)";
  private static final String MEMBER_CHANGES =
      "update organisation_member set role = ?, access = ?, status = ?"
          + " where organisation = ? and account_id = ?";
  private static final String MEMBER_COMES =
      "insert into organisation_member (role, access, status, organisation, account_id)"
          + " values (?, ?, ?, ?, ?)";
  private static final String DEVICE_CHANGES =
      "update organisation_device set approved = ?, account_id = ?"
          + " where organisation = ? and key_id = ?";
  private static final String DEVICE_COMES =
      "insert into organisation_device (approved, account_id, organisation, key_id)"
          + " values (?, ?, ?, ?)";
  private static final String MEMBER_GOES =
      "delete from organisation_member where organisation = ? and account_id = ?";
  private static final String DEVICE_GOES =
      "delete from organisation_device where organisation = ? and key_id = ?";
  private static final String INVITATION_CHANGES =
      "update organisation_invitation set status = ?, joiner = ?, inviter = ?, expires_at = ?"
          + " where organisation = ? and id = ?";
  private static final String INVITATION_COMES =
      "insert into organisation_invitation"
          + " (status, joiner, inviter, expires_at, organisation, id) values (?, ?, ?, ?, ?, ?)";
  private static final String REVEAL =
      "update organisation_invitation set reveal = ? where organisation = ? and id = ?";

  @Inject private Statements statements;

  /** Stores the event that led from {@code before} to {@code after}, and what follows from it. */
  void follow(Membership before, Membership after, ProposedMembership event) {
    String organisation = after.organisation().toString();
    statements.change(APPEND, event.note().format(), organisation, event.link().place().sequence());
    for (Member member : after.members()) {
      Member known = before.member(member.account()).orElse(null);
      if (!member.equals(known)) {
        write(organisation, member);
      }
    }
    for (Invitation invitation : after.invitations()) {
      Invitation known = before.invitation(invitation.id()).orElse(null);
      if (!invitation.equals(known)) {
        write(organisation, after, invitation);
      }
    }
    if (event.event() instanceof Withdrawn) {
      forget(organisation, before, after);
    }
    if (event.event() instanceof Confirmed confirmed) {
      reveal(organisation, confirmed.invitation(), confirmed.reveal().base64());
    }
  }

  /** Who had accepted what was withdrawn is not known to the chain any more. */
  private void forget(String organisation, Membership before, Membership after) {
    for (Member member : before.members()) {
      if (after.member(member.account()).isEmpty()) {
        statements.change(MEMBER_GOES, organisation, member.account());
      }
      for (ChainDevice device : member.devices()) {
        if (after.device(device.keys().keyId()).isEmpty()) {
          statements.change(DEVICE_GOES, organisation, device.keys().keyId().value());
        }
      }
    }
  }

  /** Opens the inviter's nonce for the joiner. */
  void reveal(String organisation, String invitation, String nonce) {
    statements.change(REVEAL, nonce, organisation, invitation);
  }

  private void write(String organisation, Member member) {
    put(
        MEMBER_CHANGES,
        MEMBER_COMES,
        member.role().text(),
        Seat.text(member.access()),
        member.status().name(),
        organisation,
        member.account());
    for (ChainDevice device : member.devices()) {
      put(
          DEVICE_CHANGES,
          DEVICE_COMES,
          device.isApproved(),
          member.account(),
          organisation,
          device.keys().keyId().value());
    }
  }

  private void write(String organisation, Membership membership, Invitation invitation) {
    Instant expires = invitation.invited().expires();
    put(
        INVITATION_CHANGES,
        INVITATION_COMES,
        invitation.status().name(),
        invitation.joiner().orElse(null),
        membership.memberOf(invitation.inviter()).orElseThrow().account(),
        ChronoUnit.MICROS.between(Instant.EPOCH, expires),
        organisation,
        invitation.id());
  }

  private void put(String change, String insert, Object... row) {
    if (statements.change(change, row) == 0) {
      statements.change(insert, row);
    }
  }
}
