package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows about members. Whoever tries something signs a well-formed event with its own device.
 */
record MemberTrials(Cast cast) {

  /** Invites, confirms, withdraws, changes, revokes and removes. */
  final class Managing implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember manager = cast.member(kind);
      manages(manager, Role.DEVELOPER);
      manages(manager, Role.ADMIN);
      TestMember owner = cast.organisation().member(Role.OWNER);
      manager.changeRole(owner, Role.MAINTAINER, Access.ALL).require(201);
      assertThat(owner.standing().role()).isEqualTo(Role.MAINTAINER);
      TestMember another = cast.organisation().member(Role.OWNER);
      manager.remove(another).require(201);
      another.get("").require(404);
    }

    @Override
    public void refused(Kind kind) throws IOException {
      refuses(cast.member(kind), Role.READER);
      refuses(cast.member(kind), Role.DEVELOPER);
      refuses(cast.member(kind), Role.OWNER);
    }

    @Override
    public void partly(Kind kind, String mark) throws IOException {
      assertThat(mark).isEqualTo("below admin");
      manages(cast.member(kind), Role.MAINTAINER);
      manages(cast.member(kind), Role.READER);
      refuses(cast.member(kind), Role.ADMIN);
      refuses(cast.member(kind), Role.OWNER);
    }

    private void manages(TestMember manager, Role role) throws IOException {
      TestOrganisation organisation = cast.organisation();
      TestInvitation withdrawn = TestInvitation.of(role, Access.ALL);
      manager.append(withdrawn.invited()).require(201);
      manager.append(withdrawn.withdrawn()).require(201);
      assertThat(organisation.join(organisation.stranger(), withdrawn).status()).isEqualTo(404);
      TestInvitation invitation = TestInvitation.of(role, Access.ALL);
      manager.append(invitation.invited()).require(201);
      TestMember member = organisation.stranger();
      organisation.join(member, invitation).require(201);
      manager.get("/invitations/" + invitation.id()).require(200);
      organisation.reveal(manager, invitation).require(200);
      manager.append(invitation.confirmed()).require(201);
      assertThat(member.standing()).returns(role, Member::role).returns(true, Member::isActive);
      TestMember second = member.onAnotherDevice();
      member.approve(second).require(201);
      manager.revoke(second).require(201);
      assertThat(member.standing().approvedDevices()).hasSize(1);
      Access granted = TestOrganisation.granted("staging:read");
      manager.changeRole(member, Role.READER, granted).require(201);
      assertThat(member.standing())
          .returns(Role.READER, Member::role)
          .returns(granted, Member::access);
      manager.remove(member).require(201);
      member.get("").require(404);
    }

    private void refuses(TestMember member, Role role) throws IOException {
      Subject subject = cast.subject(role);
      SharedVault vault = cast.vault();
      for (MembershipEvent event : subject.managed()) {
        cast.refusesEvent(vault, () -> member.append(event));
      }
      for (TestInvitation invitation : subject.invitations()) {
        cast.refusesRole(vault, () -> cast.organisation().reveal(member, invitation));
        if (!member.standing().role().isAtLeast(Role.ADMIN)) {
          cast.refusesRole(vault, () -> member.get("/invitations/" + invitation.id()));
        }
      }
    }
  }

  /** Makes somebody an owner or admin, oneself as well. */
  final class Raising implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember member = cast.organisation().member(Role.DEVELOPER);
      for (Role role : new Role[] {Role.ADMIN, Role.OWNER}) {
        cast.member(kind).changeRole(member, role, Access.ALL).require(201);
        assertThat(member.standing().role()).isEqualTo(role);
      }
    }

    @Override
    public void refused(Kind kind) throws IOException {
      TestMember member = cast.member(kind);
      SharedVault vault = cast.vault();
      List<MembershipEvent> events = new ArrayList<>();
      Subject admin = cast.subject(Role.ADMIN);
      for (Role role : new Role[] {Role.ADMIN, Role.OWNER}) {
        for (TestMember raised :
            List.of(member, cast.subject(Role.DEVELOPER).member(), admin.member())) {
          events.add(new RoleChanged(raised.account(), role, Access.ALL, List.of()));
        }
      }
      events.add(TestInvitation.of(Role.ADMIN, Access.ALL).invited());
      events.add(admin.invitations().get(1).confirmed());
      for (MembershipEvent event : events) {
        cast.refusesEvent(vault, () -> member.append(event));
      }
    }
  }

  /** Lets an own device in, throws it out, and goes. */
  final class Leaving implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      TestMember member = cast.another(kind);
      TestMember second = member.onAnotherDevice();
      member.approve(second).require(201);
      assertThat(member.standing().approvedDevices()).hasSize(2);
      second.revoke(member).require(201);
      assertThat(second.standing().approvedDevices()).hasSize(1);
      second.remove(second).require(201);
      second.get("").require(404);
      member.get("").require(404);
    }

    @Override
    public void partly(Kind kind, String mark) throws IOException {
      assertThat(mark).isEqualTo("✓ (not the last owner)");
      allowed(kind);
      Cast alone = cast.alone();
      SharedVault vault = alone.vault();
      alone.refusesEvent(vault, () -> alone.owner().remove(alone.owner()));
      alone.refusesEvent(
          vault, () -> alone.owner().changeRole(alone.owner(), Role.ADMIN, Access.ALL));
      alone.refusesEvent(vault, () -> alone.owner().revoke(alone.owner()));
    }
  }

  /** Switches lpm on and off. */
  final class SwitchingLpm implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      for (boolean on : new boolean[] {true, false}) {
        cast.member(kind).append(new MembershipEvent.LpmSwitched(on)).require(201);
        assertThat(cast.owner().get("").as(OrganisationView.class).lpm()).isEqualTo(on);
      }
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      for (boolean on : new boolean[] {true, false}) {
        cast.refusesEvent(
            vault, () -> cast.member(kind).append(new MembershipEvent.LpmSwitched(on)));
      }
    }
  }
}
