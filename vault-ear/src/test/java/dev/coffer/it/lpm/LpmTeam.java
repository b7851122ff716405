package dev.coffer.it.lpm;

import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.Role;
import java.io.IOException;

/** An organisation whose members have {@code lpm} clients. */
final class LpmTeam {
  private final Running where;
  private final TestOrganisation organisation;
  private final LpmMember owner;

  private LpmTeam(Running where) throws Exception {
    this.where = where;
    this.organisation = TestOrganisation.of(where.people());
    this.owner = client(organisation.owner());
  }

  /** One that allows no such clients, as a new organisation does. */
  static LpmTeam off(Running where) throws Exception {
    return new LpmTeam(where);
  }

  static LpmTeam on(Running where) throws Exception {
    LpmTeam team = new LpmTeam(where);
    team.switched(true);
    return team;
  }

  void switched(boolean on) throws IOException {
    organisation.owner().append(new LpmSwitched(on)).require(201);
  }

  TestOrganisation organisation() {
    return organisation;
  }

  LpmMember owner() {
    return owner;
  }

  /** The client of somebody in this organisation, or of a stranger to it. */
  LpmMember client(TestMember member) throws Exception {
    return LpmMember.of(where.server().api(), member.person(), organisation);
  }

  /** A new member whose key the server has. */
  LpmMember registered(Role role) throws Exception {
    return client(organisation.member(role)).register();
  }

  LpmMember inVault(LpmMember member, String vault) throws Exception {
    return member.in(where.server().api(), vault);
  }
}
