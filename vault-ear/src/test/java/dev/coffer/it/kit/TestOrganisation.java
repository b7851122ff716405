package dev.coffer.it.kit;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** An organisation on one server, and the requests by which people come into it. */
public final class TestOrganisation {
  private final UUID id = UUID.randomUUID();
  private final OrganisationName name = new OrganisationName("o" + Workplace.random());
  private final People people;
  private final TestMember owner;

  private TestOrganisation(People people, Person founder) {
    this.people = people;
    this.owner = new TestMember(this, founder);
  }

  /** A new organisation with a random name, whose owner is somebody new. */
  public static TestOrganisation of(People people) throws IOException {
    TestOrganisation organisation = draft(people);
    organisation.create(organisation.created()).require(201);
    return organisation;
  }

  /** The same before its first event is sent. */
  public static TestOrganisation draft(People people) throws IOException {
    return new TestOrganisation(people, people.joinWithDevice());
  }

  /** Access to some environments, written {@code staging:write} or {@code production:read}. */
  public static Access granted(String... grants) {
    SortedMap<EnvironmentName, Boolean> named = new TreeMap<>();
    for (String grant : grants) {
      String[] words = grant.split(":", -1);
      named.put(new EnvironmentName(words[0]), Map.of("read", false, "write", true).get(words[1]));
    }
    return Access.of(named);
  }

  public UUID id() {
    return id;
  }

  public OrganisationName name() {
    return name;
  }

  public TestMember owner() {
    return owner;
  }

  /** {@code /api/orgs/ID}. */
  public String route() {
    return "/api/orgs/" + id;
  }

  /** The first event, by which the founder becomes the owner. */
  public Created created() {
    return new Created(
        id,
        name,
        owner.account(),
        owner.person().account(),
        List.of(TestMember.named(owner.device())));
  }

  /** Sends a first event, signed by the founder's device. */
  public Answer create(Created event) throws IOException {
    return create(owner.signed(Membership.empty(), event));
  }

  /** Sends {@code event} as the first one, from the founder's session. */
  public Answer create(SignedNote event) throws IOException {
    return owner.api().post("/api/orgs", new AppendMembership(event.format()));
  }

  /** Somebody new with a device, toward this organisation: no member of it. */
  public TestMember stranger() throws IOException {
    return new TestMember(this, people.joinWithDevice());
  }

  /** A confirmed member of this role who reaches everything that the role reaches. */
  public TestMember member(Role role) throws IOException {
    return member(role, Access.ALL);
  }

  /** A confirmed member; somebody new, let in by the owner. */
  public TestMember member(Role role, Access access) throws IOException {
    if (role == Role.OWNER) {
      TestMember admin = member(Role.ADMIN);
      owner.changeRole(admin, Role.OWNER, Access.ALL).require(201);
      return admin;
    }
    TestMember member = stranger();
    let(member, TestInvitation.of(role, access));
    return member;
  }

  /** Invites, has {@code joiner} accept, and confirms, all by the owner. */
  public void let(TestMember joiner, TestInvitation invitation) throws IOException {
    owner.append(invitation.invited()).require(201);
    join(joiner, invitation).require(201);
    reveal(owner, invitation).require(200);
    owner.append(invitation.confirmed()).require(201);
  }

  /** Accepts an invitation that the chain has. */
  public Answer join(TestMember joiner, TestInvitation invitation) throws IOException {
    return joiner.append(invitation.joined(genesis(), joiner.person()));
  }

  /** Opens the inviter's nonce, by whoever {@code inviter} is. */
  public Answer reveal(TestMember inviter, TestInvitation invitation) throws IOException {
    return inviter
        .api()
        .put(route() + "/invitations/" + invitation.id() + "/reveal", invitation.reveal());
  }

  public Digest genesis() throws IOException {
    return membership().genesis().orElseThrow();
  }

  /** The chain as the server tells the owner, verified. */
  public Membership membership() throws IOException {
    Membership chain = Membership.empty();
    while (true) {
      MembershipPage page =
          owner.get("/chain?from=" + chain.length()).require(200).as(MembershipPage.class);
      chain = chain.appendAll(page.events().stream().map(SignedNote::parse).toList());
      if (chain.length() >= page.length()) {
        return chain;
      }
    }
  }
}
