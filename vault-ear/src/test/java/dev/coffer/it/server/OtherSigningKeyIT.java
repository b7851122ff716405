package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that was given the others' database and not their keystore. */
final class OtherSigningKeyIT {
  private static final Duration DEPLOYED = Duration.ofMinutes(1);
  private static final String REASON = "another signing key than the one that the database knows";

  @Test
  void start_withAnotherKeystore_notReadyAndTellsWhy() throws Exception {
    CofferServer known = Running.POSTGRESQL.server();
    Person person = Running.POSTGRESQL.people().join();
    try (CofferServer stranger = CofferServer.on(known.database()).startUntilAlive()) {
      Eventually.holds(
          "readiness names the signing key",
          DEPLOYED,
          () -> stranger.api().get("/health/ready").text().contains(REASON));
      Answer ready = stranger.api().get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().get("status").getAsString()).isEqualTo("DOWN");

      Answer refused = person.api().at(stranger).get("/api/accounts/me").require(401);
      assertThat(refused.problem().code()).isEqualTo(Problem.NOT_SIGNED_IN.code());
    }
    // The stranger changed nothing for the servers that were there before it.
    known.api().get("/health/ready").require(200);
    person.api().get("/api/accounts/me").require(200);
  }
}
