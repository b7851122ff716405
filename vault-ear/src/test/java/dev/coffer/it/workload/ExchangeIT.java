package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.ProblemBody;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run hears when it exchanges its token, and what its owner can read of it afterwards. */
final class ExchangeIT {
  private static final int PER_POLICY = 5;
  private static final int PER_ADDRESS = 60;
  private static CiScene scene;

  @BeforeAll
  static void start() throws Exception {
    scene =
        new CiScene(
            Map.of(
                "COFFER_OIDC_FAILURES_POLICY", Integer.toString(PER_POLICY),
                "COFFER_OIDC_FAILURES_ADDRESS", Integer.toString(PER_ADDRESS)));
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void exchange_honest_200AndRecorded() throws Exception {
    Instant before = Instant.now();
    ExchangedToken token = scene.exchange(scene.claims()).require(200).as(ExchangedToken.class);
    assertThat(token.vaultId()).isEqualTo(scene.vault.id().value());
    assertThat(token.env()).isEqualTo("default");
    assertThat(token.policyId()).isEqualTo(scene.policy.id().value());
    assertThat(token.sealedOnly()).isFalse();
    assertThat(Duration.between(before, token.expiresAt()))
        .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16));
    AuditEntry entry = scene.newest();
    assertThat(entry.action() + " " + entry.outcome()).isEqualTo("ci_exchange ok");
    assertThat(entry.userId()).isEqualTo("workload");
    assertThat(entry.metadata())
        .contains(
            "\"environment\":\"default\"",
            "\"policy\":\"" + scene.policy.id() + "\"",
            "\"provider\":\"github\"",
            "\"ref\":\"refs/heads/main\"",
            "\"repository\":\"acme/shop\"",
            "\"runId\":\"9876543210\"",
            "\"workflow\":\".github/workflows/deploy.yml\"")
        .doesNotContain(token.token());
  }

  @Test
  void exchange_withoutEnvironment_isForTheDefaultOne() throws Exception {
    JsonObject request = new JsonObject();
    request.addProperty("oidcToken", scene.issuer.token("/github", scene.claims()));
    request.addProperty("vaultId", scene.vault.id().value());
    String json = request.toString().replaceFirst("}$", ",\"env\":null}");
    Answer answer = scene.server.api().postText("/api/vault/oidc", json).require(200);
    assertThat(answer.as(ExchangedToken.class).env()).isEqualTo("default");
  }

  @Test
  void exchange_first_pinsTheIdsThatThePolicyDoesNotName() throws Exception {
    TrustPolicy open = scene.policy(scene.issuer.address("/second"), Optional.empty(), "push");
    scene.set(open);
    try {
      Map<String, Object> claims = scene.claims("iss", scene.issuer.address("/second"));
      scene.exchange(scene.issuer.token("/second", claims)).require(200);
      PolicyView view =
          scene
              .person
              .api()
              .get("/api/vaults/" + scene.vault.id() + "/oidc/policies")
              .require(200)
              .as(PolicyList.class)
              .policies()
              .stream()
              .filter(found -> found.policyId().equals(open.id().value()))
              .findFirst()
              .orElseThrow();
      assertThat(view.pinnedRepositoryId()).isEqualTo("777001");
      assertThat(view.pinnedOwnerId()).isEqualTo("4242");
    } finally {
      scene.remove(open);
    }
  }

  @Test
  void exchange_severalPolicies_isJudgedByTheOneThatIsNamed() throws Exception {
    TrustPolicy wider =
        scene.policy(scene.issuer.address("/github"), Optional.of("777001"), "push", "schedule");
    scene.set(wider);
    try {
      Answer answer =
          scene.exchange(
              scene.server.api(), scene.issuer.token("/github", scene.claims()), wider.id());
      assertThat(answer.require(200).as(ExchangedToken.class).policyId())
          .isEqualTo(wider.id().value());
    } finally {
      scene.remove(wider);
    }
  }

  /** The owner's log cannot be filled by failing, and the runs that fit cannot be locked out. */
  @Test
  void refusals_areToldAndRecorded_untilThereAreTooMany() throws Exception {
    TrustPolicy policy =
        scene.policy(scene.issuer.address("/second"), Optional.of("777001"), "push");
    scene.set(policy);
    try {
      for (int i = 0; i < PER_POLICY; i++) {
        Answer refused = schedule();
        ProblemBody problem = refused.require(403).problem();
        assertThat(problem.code()).isEqualTo("event_not_allowed");
        assertThat(problem.error()).contains("schedule");
        assertThat(problem.hint()).contains("coffer oidc");
      }
      AuditEntry entry = scene.newest();
      assertThat(entry.action() + " " + entry.outcome()).isEqualTo("ci_exchange refused");
      assertThat(entry.metadata()).contains("\"code\":\"event_not_allowed\"", "\"runId\":");
      int recorded = AuditTrail.verified(scene.person).size();
      Answer limited = schedule().require(429);
      assertThat(limited.problem().code()).isEqualTo("rate_limited");
      assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 900);
      assertThat(AuditTrail.verified(scene.person)).hasSize(recorded);
      Map<String, Object> honest = scene.claims("iss", scene.issuer.address("/second"));
      scene.exchange(scene.issuer.token("/second", honest)).require(200);
    } finally {
      scene.remove(policy);
    }
  }

  private static Answer schedule() throws Exception {
    return scene.exchange(
        scene.issuer.token(
            "/second",
            scene.claims("iss", scene.issuer.address("/second"), "event_name", "schedule")));
  }

  @Test
  void planWithoutSync_isRefused_andSpendsNothing() throws Exception {
    String token = scene.issuer.token("/github", scene.claims());
    String before = scene.state();
    try (CofferServer free =
        CofferServer.beside(scene.server).with("COFFER_PLAN", "free").start()) {
      ProblemBody problem = scene.exchange(free.api(), token, null).require(403).problem();
      assertThat(problem.code()).isEqualTo("plan_required");
      assertThat(problem.error()).isEqualTo("Vault CI pull requires a Pro or Org plan");
    }
    assertThat(scene.state()).isEqualTo(before);
    scene.exchange(token).require(200);
  }

  @Test
  void failures_fromOneAddress_areLimited() throws Exception {
    try (CiScene own = new CiScene(Map.of("COFFER_OIDC_FAILURES_ADDRESS", "3"))) {
      for (int i = 0; i < 3; i++) {
        own.exchange("no token").require(401);
      }
      String before = own.state();
      Answer limited = own.exchange(own.claims()).require(429);
      assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 900);
      assertThat(own.state()).isEqualTo(before);
    }
  }

  @Test
  void request_withoutItsParts_400() throws Exception {
    String token = scene.issuer.token("/github", scene.claims());
    for (ExchangeToken wrong :
        List.of(
            new ExchangeToken(token, null, "default", null),
            new ExchangeToken(token, "../x", "default", null),
            new ExchangeToken(token, "shop", "a b", null),
            new ExchangeToken(token, "shop", null, "7"))) {
      Answer answer = scene.server.api().post("/api/vault/oidc", wrong).require(400);
      assertThat(answer.problem().code()).isEqualTo("malformed_request");
    }
    assertThat(
            scene
                .server
                .api()
                .post("/api/vault/oidc", new ExchangeToken(null, "shop", null, null))
                .require(401)
                .problem()
                .code())
        .isEqualTo("token_invalid");
  }

  @Test
  void escrowKeys_tellWhoseTokensAreTaken() throws Exception {
    EscrowKeyList list =
        scene.server.api().get("/api/vault/oidc/escrow-keys").require(200).as(EscrowKeyList.class);
    assertThat(list.audiences()).containsExactly("coffer");
    assertThat(list.issuers())
        .extracting(issuer -> issuer.kind() + " " + issuer.issuer())
        .contains(
            "github " + scene.issuer.address("/github"),
            "gitlab " + scene.issuer.address("/gitlab"));
  }
}
