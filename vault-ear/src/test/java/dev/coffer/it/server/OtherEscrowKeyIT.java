package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that was given the others' database and signing key, and not their escrow key. */
final class OtherEscrowKeyIT {
  private static final Duration DEPLOYED = Duration.ofMinutes(1);
  private static final String REASON = "a version of the escrow key that the database knows";

  @Test
  void start_withAnotherEscrowKeystore_notReadyAndTellsWhy_andAddsNoVersion() throws Exception {
    CofferServer known = Running.POSTGRESQL.server();
    Person person = Running.POSTGRESQL.people().join();
    EscrowPublicKey before = TestEscrow.current(known.api());
    String keystore = Workplace.folder("escrow").resolve("other.p12").toString();
    try (CofferServer stranger =
        CofferServer.beside(known)
            .with("COFFER_ESCROW_KEYSTORE_FILE", keystore)
            .startUntilAlive()) {
      Eventually.holds(
          "readiness names the escrow key",
          DEPLOYED,
          () -> stranger.api().get("/health/ready").text().contains(REASON));
      Answer ready = stranger.api().get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().get("status").getAsString()).isEqualTo("DOWN");
      // What it signs and reads is the others'.
      person.api().at(stranger).get("/api/accounts/me").require(200);
    }
    assertThat(TestEscrow.current(known.api())).isEqualTo(before);
    known.api().get("/health/ready").require(200);
  }
}
