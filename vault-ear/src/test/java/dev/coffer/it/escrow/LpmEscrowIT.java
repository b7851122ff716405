package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.Forge;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicyList;
import dev.coffer.protocol.wire.lpm.LpmPolicySet;
import dev.coffer.protocol.wire.lpm.LpmWrappingKey;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code lpm} clients hand over for CI runs, where it is taken and where it is not. */
final class LpmEscrowIT {
  private static final String POLICIES = "/api/vault/oidc/policies";
  private static final String ESCROW = "/api/vault/oidc/escrow";
  private static final String CONTENT =
      "{\"environments\":{\"default\":{\"K\":\"d\"},\"production\":{\"B\":\"2\",\"A\":\"1\"}}}";

  private static CofferServer server;
  private static People people;

  @BeforeAll
  static void start() throws Exception {
    server =
        CofferServer.on(Database.postgres())
            .with("COFFER_SIGNIN_ATTEMPTS_ADDRESS", "100000")
            .with("COFFER_LPM_ESCROW", "true");
    server.start();
    people = People.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void routes_whereItIsOff_403AndNothingKept() throws Exception {
    Person person = Running.POSTGRESQL.people().joinWithDevice();
    Vault vault = Vault.pushed(person);
    String before = audit(person);
    for (Answer answer :
        List.of(
            person.api().post(POLICIES, vault.policy("production")),
            person.api().get(POLICIES + "?vaultId=" + vault.id()),
            person.api().delete(POLICIES + "/" + UUID.randomUUID()),
            person.api().post(ESCROW, vault.handed()),
            delete(person.api(), vault))) {
      assertThat(answer.status() + " " + answer.problem().code())
          .as("%s", answer)
          .isEqualTo("403 forbidden");
    }
    assertThat(audit(person)).isEqualTo(before);
  }

  @Test
  void pull_withPolicyAndKey_200OneEnvironmentMarkedAsLpms() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    LpmPolicySet set =
        person.api().post(POLICIES, vault.policy("production")).require(200).as(LpmPolicySet.class);
    assertThat(UUID.fromString(set.id()).version()).isEqualTo(4);
    person.api().post(ESCROW, vault.handed()).require(200);
    assertThat(person.api().get(POLICIES + "?vaultId=" + vault.id()).as(LpmPolicyList.class))
        .extracting(LpmPolicyList::policies)
        .satisfies(
            all -> {
              assertThat(all).hasSize(1);
              assertThat(all.get(0).subject()).isEqualTo("repo:acme/api");
              assertThat(all.get(0).allowedEnvironments()).containsExactly("production");
              assertThat(all.get(0).id()).isEqualTo(set.id());
            });
    assertThat(
            person
                .api()
                .get("/api/vaults/" + vault.id() + "/oidc/policies")
                .require(200)
                .as(PolicyList.class)
                .policies())
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.source()).isEqualTo("lpm");
              assertThat(view.escrowed()).containsExactly("production");
            });
    PulledEnvironment pulled = pull(vault, "production").require(200).as(PulledEnvironment.class);
    assertThat(pulled.vars()).isEqualTo(Map.of("A", "1", "B", "2"));
    List<AuditEntry> entries = AuditTrail.verified(person);
    assertThat(entries)
        .extracting(AuditEntry::action)
        .endsWith("policy_set", "lpm_escrow_set", "ci_pull");
    assertThat(entries.subList(entries.size() - 3, entries.size()))
        .allSatisfy(
            entry ->
                assertThat(entry.metadata())
                    .contains("\"source\":\"lpm\"")
                    .doesNotContain(vault.wrappingKey()));
    assertThat(stored("sealed", vault)).hasSize(152).doesNotContain(vault.wrappingKey());
  }

  @Test
  void set_again_replacesThePolicyOfTheSameSubject() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    person.api().post(POLICIES, vault.policy("production")).require(200);
    person.api().post(POLICIES, vault.policy("default")).require(200);
    assertThat(
            person
                .api()
                .get(POLICIES + "?vaultId=" + vault.id())
                .as(LpmPolicyList.class)
                .policies())
        .singleElement()
        .extracting(LpmPolicy::allowedEnvironments)
        .isEqualTo(List.of("default"));
  }

  @Test
  void pull_withoutKeyOrWithAnother_403() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    person.api().post(POLICIES, vault.policy("production")).require(200);
    refused(pull(vault, "production"), 403, "escrow_missing");
    String other = HexFormat.of().formatHex(random(32));
    person.api().post(ESCROW, new LpmWrappingKey(vault.id(), other)).require(200);
    refused(pull(vault, "production"), 403, "escrow_missing");
    person.api().post(ESCROW, vault.handed()).require(200);
    pull(vault, "production").require(200);
    delete(person.api(), vault).require(200);
    refused(pull(vault, "production"), 403, "escrow_missing");
    refused(delete(person.api(), vault), 404, "not_found");
  }

  @Test
  void remove_theLastPolicy_takesTheKeyAlong() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    LpmPolicySet set =
        person.api().post(POLICIES, vault.policy("production")).as(LpmPolicySet.class);
    person.api().post(ESCROW, vault.handed()).require(200);
    Person stranger = people.joinWithDevice();
    refused(stranger.api().delete(POLICIES + "/" + set.id()), 404, "not_found");
    assertThat(stored("escrow_key", vault)).isNotEmpty();
    person.api().delete(POLICIES + "/" + set.id()).require(200);
    assertThat(stored("escrow_key", vault)).isEmpty();
    refused(person.api().delete(POLICIES + "/" + set.id()), 404, "not_found");
  }

  @Test
  void convert_toTheOtherFormat_forgetsPoliciesAndKey() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    person.api().post(POLICIES, vault.policy("production")).require(200);
    person.api().post(ESCROW, vault.handed()).require(200);
    LocalVault converted = LocalVault.over(person, new VaultId(vault.id()), vault.blob());
    person.api().post(converted.route(), converted.seal(Map.of("A", "1"))).require(200);
    assertThat(stored("escrow_key", vault)).isEmpty();
    assertThat(
            person
                .api()
                .get("/api/vaults/" + vault.id() + "/oidc/policies")
                .as(PolicyList.class)
                .policies())
        .isEmpty();
    String before = audit(person);
    refused(person.api().post(POLICIES, vault.policy("production")), 409, "vault_format_conflict");
    refused(person.api().post(ESCROW, vault.handed()), 409, "vault_format_conflict");
    assertThat(audit(person)).isEqualTo(before);
  }

  @Test
  void set_whatIsNotClosed_400AndNothingKept() throws Exception {
    Person person = people.joinWithDevice();
    Vault vault = Vault.pushed(person);
    String before = audit(person);
    refused(person.api().post(POLICIES, vault.policy()), 400, "malformed_request");
    for (LpmPolicy other :
        List.of(
            vault.of("github", "acme/api"),
            vault.of("jenkins", "repo:acme/api"),
            vault.of("github", "repo:acme/*"))) {
      refused(person.api().post(POLICIES, other), 400, "malformed_request");
    }
    refused(
        person.api().post(ESCROW, new LpmWrappingKey(vault.id(), "abc")), 400, "malformed_request");
    assertThat(audit(person)).isEqualTo(before);
  }

  private static Answer delete(Api api, Vault vault) throws Exception {
    byte[] body = Api.text(new LpmWrappingKey(vault.id(), null)).getBytes(StandardCharsets.UTF_8);
    return api.with("Content-Type", "application/json").send("DELETE", ESCROW, body);
  }

  private static Answer pull(Vault vault, String environment) throws Exception {
    UUID id = UUID.randomUUID();
    try (Connection connection = server.database().connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into job_token (id, owner_id, policy, policy_digest, vault_id,"
                    + " environment, run, expires_at) select ?, owner_id, id, ?, vault_id, ?, '', ?"
                    + " from trust_policy where vault_id = ?")) {
      insert.setString(1, id.toString());
      insert.setString(2, Digest.of(standing(connection, vault).text()).text());
      insert.setString(3, environment);
      insert.setLong(4, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plusSeconds(600)));
      insert.setString(5, vault.id());
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    return server
        .api()
        .as(Forge.run(server, id).genuine())
        .get("/api/vaults/" + vault.id() + "/ci-pull?env=" + environment);
  }

  private static TrustPolicy standing(Connection connection, Vault vault) throws Exception {
    try (PreparedStatement select =
        connection.prepareStatement("select policy from trust_policy where vault_id = ?")) {
      select.setString(1, vault.id());
      try (ResultSet found = select.executeQuery()) {
        assertThat(found.next()).isTrue();
        return TrustPolicy.parse(found.getString(1));
      }
    }
  }

  /** A column of the vault's escrow; empty when there is none. */
  private static String stored(String column, Vault vault) throws Exception {
    try (Connection connection = server.database().connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select l."
                    + column
                    + " from lpm_escrow l join vault v on v.id = l.vault where v.vault_id = ?")) {
      select.setString(1, vault.id());
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? found.getString(1) : "";
      }
    }
  }

  private static String audit(Person person) throws Exception {
    return person.api().get("/api/audit").require(200).text();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.problem().code())
        .as("%s", answer)
        .isEqualTo(status + " " + code);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * A vault as an {@code lpm} client writes it.
   *
   * @param wrappingKey in hexadecimal digits
   */
  private record Vault(String id, String wrappingKey, String blob) {
    static Vault pushed(Person person) throws Exception {
      byte[] wrapping = random(32);
      byte[] key = random(32);
      String blob = sealed(key, CONTENT.getBytes(StandardCharsets.UTF_8));
      Vault vault = new Vault("v" + Workplace.random(), HexFormat.of().formatHex(wrapping), blob);
      person
          .api()
          .post(
              "/api/vaults/" + vault.id() + "/sync",
              new PushVault(blob, sealed(wrapping, key), null, null, null, null, null, null))
          .require(200);
      return vault;
    }

    LpmPolicy policy(String... environments) {
      return policy("github", "repo:acme/api", environments);
    }

    LpmPolicy of(String provider, String subject) {
      return policy(provider, subject, new String[] {"production"});
    }

    private LpmPolicy policy(String provider, String subject, String[] environments) {
      return new LpmPolicy(
          null,
          id,
          provider,
          subject,
          List.of("main"),
          List.of(environments),
          false,
          List.of(".github/workflows/deploy.yml"),
          List.of("push"),
          null);
    }

    LpmWrappingKey handed() {
      return new LpmWrappingKey(id, wrappingKey);
    }

    private static String sealed(byte[] key, byte[] plaintext) throws Exception {
      byte[] nonce = random(12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(nonce) + ":" + base64.encodeToString(cipher.doFinal(plaintext));
    }
  }
}
