package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.SoftToken;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server whose escrow key never leaves a PKCS#11 token lets runs in as any other does. */
final class TokenKeyIT {
  private static final Duration DEPLOYED = Duration.ofMinutes(1);

  @Test
  void runs_pull_beforeAndAfterARotation_andAfterAStart_withTheKeysInTheToken() throws Exception {
    Optional<SoftToken> token = SoftToken.create();
    assumeTrue(token.isPresent(), "SoftHSM is not installed");
    try (CiScene scene = new CiScene(token.get().variables())) {
      EscrowPublicKey first = TestEscrow.current(scene.server.api());
      scene.requireSound();
      List<EscrowKeyView> rotated = rotated(scene);
      EscrowPublicKey second = TestEscrow.current(scene.server.api());
      assertThat(second).isNotEqualTo(first);
      assertThat(rotated)
          .extracting(EscrowKeyView::id)
          .containsExactly(second.id().value(), first.id().value());
      assertThat(rotated.get(0).escrowed()).isEqualTo(2);
      assertThat(rotated.get(1).escrowed()).isZero();
      scene.requireSound();
      scene.set(scene.policy(scene.issuer.address("/second"), Optional.empty(), "schedule"));
      scene.server.stop();
      scene.server.start();
      assertThat(TestEscrow.current(scene.server.api())).isEqualTo(second);
      scene.requireSound();
      assertThat(scene.server.dataFolder().resolve("escrow-key.p12")).doesNotExist();
      notReadyWithAnotherPin(scene.server, token.get());
    }
  }

  private static List<EscrowKeyView> rotated(CiScene scene) throws Exception {
    return scene
        .people
        .administrator()
        .api()
        .post("/api/escrow/rotate", Map.of())
        .require(200)
        .as(EscrowKeyList.class)
        .keys();
  }

  /** The PIN was changed and the file was not: no traffic comes here, and the log says why. */
  private static void notReadyWithAnotherPin(CofferServer server, SoftToken token)
      throws Exception {
    Files.writeString(token.pinFile(), "no such pin\n");
    try (CofferServer wrong = CofferServer.beside(server).startUntilAlive()) {
      Eventually.holds(
          "readiness fails for the token",
          DEPLOYED,
          () ->
              wrong.api().get("/health/ready").status() == 503
                  && wrong.log().contains("cannot use the keystore of the escrow key"));
      assertThat(wrong.log()).doesNotContain("no such pin");
    }
  }
}
