import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The members of an organisation, each an account of its own with devices that it has approved. Keeps
 * the chain, so that an event is one request.
 */
final class Crowd {
  static final int DEVICES = 3;
  private static final int THREADS = 4;

  private final People people;
  private final NoteSigner owner;
  private final Api ownerApi;
  private final List<Member> members = new ArrayList<>();
  private Membership chain;
  private int turns;

  private record Member(Person person, List<NamedDevice> devices) {}

  Crowd(People people, Membership chain, DeviceIdentity owner, Api ownerApi) {
    this.people = people;
    this.chain = chain;
    this.owner = owner;
    this.ownerApi = ownerApi;
  }

  UUID organisation() {
    return chain.organisation();
  }

  int length() {
    return chain.length();
  }

  /** The account of the member that came last. */
  String last() {
    return members.get(members.size() - 1).person().account();
  }

  /** Lets people in until there are so many, the owner counted. */
  void grow(int size) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Member>> coming = new ArrayList<>();
      for (int i = members.size() + 1; i < size; i++) {
        coming.add(threads.submit(this::enrolled));
      }
      for (Future<Member> next : coming) {
        let(next.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Member enrolled() throws IOException {
    Person person = people.joinWithDevice();
    List<NamedDevice> devices = new ArrayList<>(List.of(named(person)));
    while (devices.size() < DEVICES) {
      Person again = person.again();
      again.device().register();
      person.device().approve(again.device());
      devices.add(named(again));
    }
    return new Member(person, devices);
  }

  private static NamedDevice named(Person person) {
    return new NamedDevice(person.device().identity().keys(), person.device().name());
  }

  private void let(Member member) throws IOException {
    TestInvitation invitation = TestInvitation.of(Role.DEVELOPER, Access.ALL);
    append(invitation.invited(), owner, ownerApi);
    Person person = member.person();
    append(
        invitation.joined(
            chain.genesis().orElseThrow(), person.accountId(), person.account(), member.devices()),
        person.device().identity(),
        person.api());
    append(invitation.confirmed(), owner, ownerApi);
    members.add(member);
  }

  /** Makes that many more events, none of which takes a right away twice in a row. */
  void changeRoles(int events) throws IOException {
    for (int i = 0; i < events; i++) {
      Person person = members.get(turns / 2 % members.size()).person();
      Role role = turns % 2 == 0 ? Role.MAINTAINER : Role.DEVELOPER;
      turns++;
      append(
          new MembershipEvent.RoleChanged(person.accountId(), role, Access.ALL, List.of()), owner, ownerApi);
    }
  }

  private void append(MembershipEvent event, NoteSigner author, Api api) throws IOException {
    Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SignedNote note =
        SignedNote.sign(chain.next(event, author.verificationKey().name(), time).text(), author);
    chain = chain.append(note);
    api.post("/api/orgs/" + organisation() + "/chain", new AppendMembership(note.format())).require(201);
  }
}
