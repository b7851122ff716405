package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL, first started at the same moment, behave as one. */
final class TwoServersIT {
  private static final int AT_ONCE = 20;
  private static final int ATTEMPTS = 10;

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

  private static List<Integer> statuses(List<Callable<Answer>> requests) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(requests)) {
        statuses.add(answer.get().status());
      }
      return statuses;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void start(CofferServer server) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
