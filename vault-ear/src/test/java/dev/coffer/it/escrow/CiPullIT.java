package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Forge;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

/**
 * What a run gets for a token of this server, and when it gets nothing. The tokens are put into the
 * database behind the server's back: how runs come by them is tested elsewhere.
 */
final class CiPullIT {
  private static final Running WHERE = Running.POSTGRESQL;
  private static final Map<String, String> CONTENT = Map.of("KEY", "value", "EMPTY", "");

  @Test
  void pull_sealed_200AndOnlyTheRunOpensIt() throws Exception {
    Scene scene = Scene.of(false, Optional.empty(), OptionalInt.empty());
    X25519PrivateKeyParameters run = new X25519PrivateKeyParameters(new SecureRandom());
    Bytes recipient = Bytes.of(run.generatePublicKey().getEncoded());
    UUID id = scene.token("default");
    String bearer = Forge.run(WHERE.server(), id).genuine();
    Answer answer = scene.pull(bearer, "?env=default&sealTo=" + url(recipient)).require(200);
    assertThat(answer.header(ResponseSignature.COFFER_HEADER))
        .isEqualTo(ResponseSignature.of(bearer, answer.body().toArray()))
        .isEqualTo(answer.header(ResponseSignature.LPM_HEADER));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    PulledEnvironment pulled = answer.as(PulledEnvironment.class);
    assertThat(pulled.vars()).isNull();
    assertThat(pulled.env()).isEqualTo("default");
    assertThat(pulled.version()).isEqualTo(1);
    SealedAnswerContext context =
        new SealedAnswerContext(
            scene.vault().id(), EnvironmentName.DEFAULT, pulled.version(), recipient);
    byte[] opened = Hpke.open(run, context.info(), Base64.getDecoder().decode(pulled.sealed()));
    assertThat(new String(opened, StandardCharsets.UTF_8))
        .isEqualTo("{\"EMPTY\":\"\",\"KEY\":\"value\"}");
    AuditEntry entry = scene.newest();
    assertThat(entry.action()).isEqualTo("ci_pull");
    assertThat(entry.userId()).isEqualTo("workload");
    assertThat(entry.vaultId()).isEqualTo(scene.vault().id().value());
    assertThat(entry.metadata())
        .contains(
            scene.policy().id().value(),
            "\"environment\":\"default\"",
            "\"repository\":\"acme/api\"",
            "\"runId\":\"42\"",
            "\"sealed\":true",
            "\"source\":\"chain\"",
            "\"version\":1")
        .doesNotContain("value", id.toString());
    assertThat(scene.view().pullsToday()).isEqualTo(1);
    assertThat(scene.view().lastPulledAt()).isNotNull();
  }

  @Test
  void pull_plain_onlyWhereThePolicyPermitsIt() throws Exception {
    Scene plain = Scene.of(true, Optional.empty(), OptionalInt.empty());
    PulledEnvironment pulled =
        plain.pull(plain.bearer("default"), "").require(200).as(PulledEnvironment.class);
    assertThat(pulled.vars()).isEqualTo(CONTENT);
    assertThat(pulled.sealed()).isNull();
    Scene sealed = Scene.of(false, Optional.empty(), OptionalInt.empty());
    sealed.refuses(sealed.bearer("default"), "?env=default", 403, "env_not_allowed");
  }

  @Test
  void pull_newVersionOfTheEpoch_isReadWithTheSameEscrow() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    PushVault push = scene.vault().seal(Map.of("KEY", "newer"));
    scene.person().api().post(scene.vault().route(), push).require(200);
    PulledEnvironment pulled = scene.pull(bearer, "").require(200).as(PulledEnvironment.class);
    assertThat(pulled.version()).isEqualTo(2);
    assertThat(pulled.vars()).containsExactly(Map.entry("KEY", "newer"));
  }

  /** Whoever rotates meanwhile deletes the very keys that a pull is about to read. */
  @Test
  void pull_whileEpochsChange_200EachTime() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    AtomicBoolean rotating = new AtomicBoolean(true);
    Callable<Answer> pulls =
        () -> {
          Answer last = scene.pull(bearer, "").require(200);
          while (rotating.get()) {
            last = scene.pull(bearer, "").require(200);
          }
          return last;
        };
    Callable<Answer> rotations =
        () -> {
          try {
            return scene.rotate(25);
          } finally {
            rotating.set(false);
          }
        };
    assertThat(Together.send(List.of(pulls, pulls, rotations)))
        .allSatisfy(answer -> answer.require(200));
    assertThat(scene.pull(bearer, "").require(200).as(PulledEnvironment.class).vars())
        .containsExactly(Map.entry("KEY", "epoch 26"));
  }

  @Test
  void pull_anotherVaultOrEnvironment_403AndNotCounted() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    Scene other = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    scene.refuses(bearer, "?env=later", 403, "env_not_allowed");
    String before = other.state();
    Answer answer = other.pull(bearer, "");
    assertThat(answer.status() + " " + answer.problem().code()).isEqualTo("403 env_not_allowed");
    assertThat(other.state()).isEqualTo(before);
    scene.pull(bearer, "").require(200);
  }

  @Test
  void pull_policyRevokedSinceTheExchange_403() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    scene.pull(bearer, "").require(200);
    scene.change(new ChainEvent.PolicyRemoved(scene.policy().id()), List.of());
    scene.refuses(bearer, "", 403, "policy_not_found");
  }

  @Test
  void pull_policyChangedSinceTheExchange_403() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    TrustPolicy narrower = scene.with(TestEscrow.policy(scene.vault().id(), "later"));
    scene.change(new ChainEvent.PolicySet(narrower), scene.vault().escrow().keys(narrower));
    scene.refuses(bearer, "", 403, "policy_not_found");
  }

  @Test
  void pull_expiredPolicy_403() throws Exception {
    Instant past = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
    Scene scene = Scene.of(true, Optional.of(past), OptionalInt.empty());
    scene.refuses(scene.bearer("default"), "", 403, "policy_expired");
  }

  @Test
  void pull_moreThanThePolicyPermitsInADay_429() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.of(2));
    String bearer = scene.bearer("default");
    scene.pull(bearer, "").require(200);
    scene.pull(scene.bearer("default"), "").require(200);
    Answer refused = scene.refuses(bearer, "", 429, "rate_limited");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
    assertThat(scene.view().pullsToday()).isEqualTo(2);
  }

  /** The policy is good, and nothing was ever sealed to the server: it cannot read. */
  @Test
  void pull_withoutEscrow_403ThoughThePolicyIsValid() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    scene.pull(bearer, "").require(200);
    change("delete from escrowed_key where policy = ?", scene.policy().id().value());
    assertThat(scene.view().escrowed()).isEmpty();
    scene.refuses(bearer, "", 403, "escrow_missing");
  }

  @Test
  void pull_escrowedKeyIsNotTheEnvironments_403() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    EscrowPublicKey current = TestEscrow.current(scene.person().api());
    TestEscrow escrow = scene.vault().escrow();
    List<String> wrong =
        List.of(
            escrow.wrongKey(scene.policy().id(), EnvironmentName.DEFAULT, current).format(),
            escrow.wrongKey(scene.policy().id(), new EnvironmentName("later"), current).format());
    scene.change(new ChainEvent.PolicySet(scene.policy()), wrong);
    scene.refuses(scene.bearer("default"), "", 403, "escrow_missing");
  }

  /** What is sealed for one environment opens no other one, also where the row is moved. */
  @Test
  void pull_escrowMovedToAnotherEnvironment_403() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String policy = scene.policy().id().value();
    change(
        "update escrowed_key set sealed = (select sealed from escrowed_key where policy = ?"
            + " and environment = 'later') where policy = ? and environment = 'default'",
        policy,
        policy);
    scene.refuses(scene.bearer("default"), "", 403, "escrow_missing");
  }

  @Test
  void pull_environmentThatTheVaultDoesNotHave_404() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    scene.refuses(scene.bearer("later"), "", 404, "not_found");
  }

  @Test
  void pull_sealToThatIsNoKey_400() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    String bearer = scene.bearer("default");
    for (String sealTo :
        List.of("", "AAAA", "A".repeat(42) + "B", "A".repeat(43) + "=", "A".repeat(43))) {
      scene.refuses(bearer, "?sealTo=" + sealTo, 400, "malformed_request");
    }
  }

  @Test
  void tokens_ofRunsAndAccounts_doNotPassForEachOther() throws Exception {
    Scene scene = Scene.of(true, Optional.empty(), OptionalInt.empty());
    scene.refuses(scene.person().session().token(), "", 401, "not_signed_in");
    Api run = WHERE.server().api().as(scene.bearer("default"));
    for (String path :
        List.of("/api/vaults", "/api/vaults/" + scene.vault().id() + "/sync", "/api/audit")) {
      assertThat(run.get(path).status()).as(path).isEqualTo(401);
    }
    // An account's token with a run's group, and a run's with an id that nobody was given.
    String both =
        new Forge(WHERE.server(), scene.person()).claim("groups", List.of("workload")).genuine();
    scene.refuses(both, "", 401, "not_signed_in");
    scene.refuses(Forge.run(WHERE.server(), UUID.randomUUID()).genuine(), "", 401, "not_signed_in");
    scene.refuses(
        Forge.run(WHERE.server(), scene.token("default")).foreign(), "", 401, "not_signed_in");
    UUID expired = scene.token("default");
    change("update job_token set expires_at = 1 where id = ?", expired.toString());
    scene.refuses(Forge.run(WHERE.server(), expired).genuine(), "", 401, "not_signed_in");
    assertThat(WHERE.server().api().get(scene.route()).status()).isEqualTo(401);
  }

  private static String url(Bytes key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.toArray());
  }

  private static void change(String sql, Object... parameters) throws Exception {
    try (Connection connection = WHERE.server().database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (statement.executeUpdate() == 0) {
        throw new SQLException("nothing was changed by " + sql);
      }
    }
  }

  /** Somebody's vault, which a policy lets runs read. */
  private record Scene(Person person, LocalVault vault, TrustPolicy policy) {
    static Scene of(boolean plain, Optional<Instant> expires, OptionalInt pullsPerDay)
        throws Exception {
      Person person = WHERE.people().joinWithDevice();
      LocalVault vault = LocalVault.of(person);
      PushVault push = vault.seal(CONTENT);
      person.api().post(vault.route(), push).require(200);
      vault.accept(push);
      TrustPolicy policy =
          TestEscrow.policy(vault.id(), plain, expires, pullsPerDay, "default", "later");
      Scene scene = new Scene(person, vault, policy);
      scene.change(new ChainEvent.PolicySet(policy), vault.escrow().keys(policy));
      return scene;
    }

    /** Starts epochs one after the other; answers what the last push was told. */
    Answer rotate(int times) throws Exception {
      Answer last = null;
      for (int i = 0; i < times; i++) {
        vault.rotate();
        PushVault push = vault.seal(Map.of("KEY", "epoch " + (i + 2)));
        last =
            person
                .api()
                .post(vault.route(), TestEscrow.with(push, vault.escrow().keys(policy)))
                .require(200);
        vault.accept(push);
      }
      return last;
    }

    /** This scene's policy as {@code other} has it. */
    TrustPolicy with(TrustPolicy other) {
      return new TrustPolicy(
          policy.id(), vault.id(), other.origin(), other.conditions(), other.release());
    }

    void change(ChainEvent event, List<String> keys) throws Exception {
      ChangePolicy change = new ChangePolicy(person.device().signed(event).format(), keys);
      person.api().post(policies(), change).require(201);
    }

    UUID token(String environment) throws Exception {
      UUID id = UUID.randomUUID();
      CiPullIT.change(
          "insert into job_token (id, owner_id, policy, policy_digest, vault_id, environment, run,"
              + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
          id.toString(),
          person.accountId(),
          policy.id().value(),
          Digest.of(policy.text()).text(),
          vault.id().value(),
          environment,
          "repository acme/api\nrunId 42\n",
          ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plusSeconds(600)));
      return id;
    }

    String bearer(String environment) throws Exception {
      return Forge.run(WHERE.server(), token(environment)).genuine();
    }

    Answer pull(String bearer, String query) throws Exception {
      return WHERE.server().api().as(bearer).get(route() + query);
    }

    Answer refuses(String bearer, String query, int status, String code) throws Exception {
      String before = state();
      Answer answer = pull(bearer, query);
      assertThat(answer.status() + " " + answer.problem().code())
          .as("%s", answer)
          .isEqualTo(status + " " + code);
      assertThat(state()).isEqualTo(before);
      return answer;
    }

    String route() {
      return "/api/vaults/" + vault.id() + "/ci-pull";
    }

    private String policies() {
      return "/api/vaults/" + vault.id() + "/oidc/policies";
    }

    PolicyView view() throws Exception {
      return person.api().get(policies()).require(200).as(PolicyList.class).policies().get(0);
    }

    AuditEntry newest() throws Exception {
      List<AuditEntry> audit = AuditTrail.verified(person);
      return audit.get(audit.size() - 1);
    }

    String state() throws Exception {
      return person.api().get(policies()).require(200).text()
          + person.api().get("/api/audit").require(200).text();
    }
  }
}
