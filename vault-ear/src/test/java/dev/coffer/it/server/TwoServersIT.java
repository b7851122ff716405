package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.device.AppendEvent;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL, first started at the same moment, behave as one. */
final class TwoServersIT {
  private static final int AT_ONCE = 20;
  private static final int ATTEMPTS = 10;
  private static final String CHAIN = "/api/devices/chain";

  private static CofferServer one;
  private static CofferServer other;
  private static People people;

  @BeforeAll
  static void startBothAtOnce() throws Exception {
    one =
        CofferServer.on(Database.postgres())
            .with("COFFER_SIGNIN_ATTEMPTS_ACCOUNT", Integer.toString(ATTEMPTS))
            .with("COFFER_SIGNIN_ATTEMPTS_ADDRESS", "100000");
    other = CofferServer.beside(one);
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> start(one));
    start(other);
    first.join();
    people = People.of(one);
  }

  @AfterAll
  static void stop() {
    for (CofferServer server : new CofferServer[] {one, other}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void session_ofOneServer_isGoodOnTheOtherUntilSignedOutAnywhere() throws Exception {
    Person person = people.join();
    Answer me = person.api().at(other).get("/api/accounts/me");
    assertThat(me.status()).isEqualTo(200);
    person.api().at(other).delete("/api/sessions/current").require(200);
    Answer refused = person.api().at(one).get("/api/accounts/me");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem().code()).isEqualTo(Problem.NOT_SIGNED_IN.code());
  }

  @Test
  void signingKey_isTheSameOnBoth() throws Exception {
    String jwks = "/api/.well-known/jwks.json";
    assertThat(one.api().get(jwks).require(200).json())
        .isEqualTo(other.api().get(jwks).require(200).json());
  }

  @Test
  void push_overOneServer_isSeenAndGuardedByTheOther() throws Exception {
    Person person = people.joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault first = vault.seal(Map.of("A", "1"));
    person.api().at(one).post(vault.route(), first).require(200);
    vault.accept(first);
    Answer pulled = person.api().at(other).get(vault.route()).require(200);
    assertThat(pulled.as(PulledVault.class).encryptedBlob()).isEqualTo(first.encryptedBlob());

    PushVault second = vault.seal(Map.of("A", "2"));
    PushVault tooLate = vault.seal(Map.of("A", "3"));
    person.api().at(other).post(vault.route(), second).require(200);
    Answer conflict = person.api().at(one).post(vault.route(), tooLate);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.problem().serverVersion()).isEqualTo(2);
    assertThat(conflict.problem().expectedVersion()).isEqualTo(1);
  }

  @Test
  void push_manyAtOnceOverBoth_oneWins() throws Exception {
    Person person = people.joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault first = vault.seal(Map.of("A", "1"));
    person.api().post(vault.route(), first).require(200);
    vault.accept(first);
    List<Callable<Answer>> pushes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      PushVault rival = vault.seal(Map.of("A", "rival " + i));
      CofferServer server = i % 2 == 0 ? one : other;
      pushes.add(() -> person.api().at(server).post(vault.route(), rival));
    }
    List<Integer> statuses = statuses(pushes);
    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(person.api().get(vault.route()).require(200).as(PulledVault.class).version())
        .isEqualTo(2);
    assertThat(AuditTrail.verified(person).stream().filter(e -> e.action().equals("push")))
        .hasSize(2);
  }

  @Test
  void records_ofBothInTurns_oneLogWithoutGaps() throws Exception {
    Person person = people.joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    for (CofferServer server : List.of(one, one, other, one, other, other)) {
      PushVault push = vault.seal(Map.of("A", "new"));
      person.api().at(server).post(vault.route(), push).require(200);
      vault.accept(push);
    }
    assertThat(AuditTrail.verified(person).stream().filter(e -> e.action().equals("push")))
        .hasSize(6);
  }

  @Test
  void signIn_wrongOnBothAtOnce_limitedTogether() throws Exception {
    Person person = people.join();
    List<Callable<Answer>> tries = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      CofferServer server = i % 2 == 0 ? one : other;
      SignIn wrong = new SignIn(person.account(), "wrong " + i, null, null);
      tries.add(() -> server.api().post("/api/sessions", wrong));
    }
    List<Integer> statuses = statuses(tries);
    assertThat(statuses).containsOnly(401, 429);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSize(ATTEMPTS);
  }

  @Test
  void organisation_eachSeesWhatTheOtherAppendedAtOnce() throws Exception {
    TestOrganisation organisation = TestOrganisation.of(people);
    TestMember member = organisation.member(Role.DEVELOPER);
    SharedVault vault = SharedVault.of(organisation, "default");
    for (CofferServer server : List.of(other, one, other)) {
      PushVault push = vault.seal(member, Map.of("default", Map.of("KEY", "new")));
      member.api().at(server).post(vault.route(), push).require(200);
      vault.accept(push);
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      SignedNote event =
          organisation.owner().signed(organisation.membership(), invitation.invited());
      organisation
          .owner()
          .api()
          .at(server)
          .post(organisation.route() + "/chain", new AppendMembership(event.format()))
          .require(201);
    }
    PushVault late = vault.seal(member, Map.of("default", Map.of("KEY", "late")));
    organisation.owner().remove(member, vault.head()).require(201);
    member.api().at(other).get(organisation.route()).require(404);
    member.api().at(other).post(vault.route(), late).require(404);
    PushVault oldEpoch = vault.seal(organisation.owner(), Map.of("default", Map.of("KEY", "late")));
    Answer refused = organisation.owner().api().at(other).post(vault.route(), oldEpoch);
    assertThat(refused.problem().code()).isEqualTo(Problem.ROTATION_DUE.code());
  }

  @Test
  void organisation_manyAppendsOverBoth_oneWins() throws Exception {
    TestOrganisation organisation = TestOrganisation.of(people);
    Membership chain = organisation.membership();
    List<Callable<Answer>> rivals = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      SignedNote event =
          organisation.owner().signed(chain, TestInvitation.of(Role.READER, Access.ALL).invited());
      CofferServer server = i % 2 == 0 ? one : other;
      rivals.add(
          () ->
              organisation
                  .owner()
                  .api()
                  .at(server)
                  .post(organisation.route() + "/chain", new AppendMembership(event.format())));
    }
    List<Integer> statuses = statuses(rivals);
    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    assertThat(organisation.membership().length()).isEqualTo(2);
  }

  @Test
  void accountChain_eachGoesOnFromWhatTheOtherAppended() throws Exception {
    Person first = people.joinWithDevice();
    List<Person> more = new ArrayList<>();
    for (CofferServer server : List.of(one, other, other, one, other)) {
      Person next = first.again();
      next.device().register();
      AppendEvent approval = new AppendEvent(first.device().signed(approved(next)).format());
      first.api().at(server).post(CHAIN, approval).require(201);
      more.add(next);
    }
    Person second = more.get(0);
    AppendEvent revocation =
        new AppendEvent(
            second
                .device()
                .signed(new ChainEvent.Revoked(more.get(1).device().keyId(), List.of()))
                .format());
    second.api().at(other).post(CHAIN, revocation).require(201);
    Answer again = second.api().at(one).post(CHAIN, revocation);
    assertThat(again.problem().code()).isEqualTo(Problem.CHAIN_EVENT_REFUSED.code());
    assertThat(first.device().chain().length()).isEqualTo(7);
  }

  @Test
  void accountChain_manyAppendsOverBoth_oneWins() throws Exception {
    Person first = people.joinWithDevice();
    List<Callable<Answer>> rivals = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Person next = first.again();
      next.device().register();
      AppendEvent approval = new AppendEvent(first.device().signed(approved(next)).format());
      CofferServer server = i % 2 == 0 ? one : other;
      rivals.add(() -> first.api().at(server).post(CHAIN, approval));
    }
    List<Integer> statuses = statuses(rivals);
    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    assertThat(first.device().chain().length()).isEqualTo(2);
  }

  private static ChainEvent approved(Person next) {
    return new ChainEvent.Approved(next.device().identity().keys(), next.device().name());
  }

  private static List<Integer> statuses(List<Callable<Answer>> requests) throws Exception {
    return Together.send(requests).stream().map(Answer::status).toList();
  }

  private static void start(CofferServer server) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
