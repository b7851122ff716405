package dev.coffer.it.roles;

import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A member with two devices and, unless it is an owner, two invitations to its role: one open, one
 * accepted by somebody who waits.
 */
record Subject(Role role, TestMember member, TestMember second, List<TestInvitation> invitations) {

  static Subject of(TestOrganisation organisation, Role role) throws IOException {
    TestMember member = organisation.member(role);
    TestMember second = member.onAnotherDevice();
    member.approve(second).require(201);
    List<TestInvitation> invitations = new ArrayList<>();
    if (role != Role.OWNER) {
      TestInvitation open = TestInvitation.of(role, Access.ALL);
      TestInvitation joined = TestInvitation.of(role, Access.ALL);
      organisation.owner().append(open.invited()).require(201);
      organisation.owner().append(joined.invited()).require(201);
      organisation.join(organisation.stranger(), joined).require(201);
      organisation.reveal(organisation.owner(), joined).require(200);
      invitations.addAll(List.of(open, joined));
    }
    return new Subject(role, member, second, invitations);
  }

  /** Every event by which somebody would manage a member of this role, each one well-formed. */
  List<MembershipEvent> managed() {
    List<MembershipEvent> events = new ArrayList<>();
    Role other = role == Role.READER ? Role.DEVELOPER : Role.READER;
    events.add(new RoleChanged(member.account(), other, Access.ALL, List.of()));
    events.add(
        new RoleChanged(
            member.account(), Role.READER, TestOrganisation.granted("staging:read"), List.of()));
    events.add(new Removed(member.account(), List.of()));
    events.add(new DeviceRevoked(second.keyId(), List.of()));
    if (role != Role.OWNER) {
      events.add(TestInvitation.of(role, Access.ALL).invited());
      invitations.forEach(invitation -> events.add(invitation.withdrawn()));
      events.add(invitations.get(1).confirmed());
    }
    return events;
  }
}
