package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Postgres;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The database goes away under a running server, and comes back. */
final class DatabaseDownIT {
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 32;

  @Test
  void databaseStopped_anyRoute_503AndNotReadyUntilItIsBack() throws Exception {
    try (Postgres postgres = Postgres.create();
        CofferServer server = CofferServer.on(postgres.createDatabase()).start()) {
      Person person = People.of(server).joinWithDevice();
      LocalVault vault = LocalVault.of(person);
      PushVault first = vault.seal(Map.of("KEY", "1"));
      person.api().post(vault.route(), first).require(200);
      vault.accept(first);
      PushVault second = vault.seal(Map.of("KEY", "2"));

      postgres.stop();
      for (Answer answer :
          List.of(
              person.api().get(vault.route()),
              person.api().post(vault.route(), second),
              server.api().post("/api/sessions", new SignIn(person.account(), "x", null, null)))) {
        assertUnavailable(answer);
      }
      assertThat(server.api().get("/health/ready").status()).isEqualTo(503);
      assertThat(server.api().get("/health/live").status()).isEqualTo(200);

      postgres.start();
      Eventually.holds(
          "the server is ready again",
          BACK,
          () -> server.api().get("/health/ready").status() == 200);
      // More often than there are pooled connections, each of which the outage has broken.
      for (int i = 0; i < CONNECTIONS; i++) {
        person.api().get(vault.route()).require(200);
      }
      person.api().post(vault.route(), second).require(200);
      PulledVault head = person.api().get(vault.route()).require(200).as(PulledVault.class);
      assertThat(head.version()).isEqualTo(2);
      assertThat(head.encryptedBlob()).isEqualTo(second.encryptedBlob());
      AuditTrail.verified(person);
    }
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.problem().code()).isEqualTo(Problem.DATABASE_UNAVAILABLE.code());
    assertThat(answer.text()).doesNotContain("jdbc").doesNotContain("Exception");
  }
}
