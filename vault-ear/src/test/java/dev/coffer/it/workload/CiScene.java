package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/** A server that trusts the issuers of the tests, and somebody's vault that a policy opens. */
final class CiScene implements AutoCloseable {
  private static final EnvironmentName LATER = new EnvironmentName("later");

  final TestIssuer issuer;
  final CofferServer server;
  final People people;
  final Person person;
  final LocalVault vault;
  final TrustPolicy policy;

  CiScene() throws Exception {
    this(Map.of());
  }

  /** With settings in place of the usual ones, as environment variables. */
  CiScene(Map<String, String> settings) throws Exception {
    issuer = new TestIssuer();
    server = server(issuer);
    settings.forEach(server::with);
    server.start();
    people = People.of(server);
    person = people.joinWithDevice();
    vault = vault();
    policy = policy(issuer.address("/github"), Optional.of("777001"), "push");
    set(policy);
  }

  /** Configured, and not started. */
  private static CofferServer server(TestIssuer issuer) throws Exception {
    return CofferServer.on(Database.postgres())
        .with("COFFER_OIDC_PRIVATE_ADDRESSES", "true")
        .with(
            "COFFER_OIDC_GITHUB_ISSUERS",
            String.join(
                ",",
                issuer.address("/github"),
                issuer.address("/second"),
                issuer.address("/liar"),
                issuer.address("/moved"),
                issuer.address("/huge")))
        .with("COFFER_OIDC_GITLAB_ISSUERS", issuer.address("/gitlab"))
        .with("COFFER_OIDC_FAILURES_ADDRESS", "1000")
        .with("COFFER_OIDC_FAILURES_POLICY", "1000")
        .with("COFFER_PASSWORD_MEMORY_KIB", "256");
  }

  LocalVault vault() throws Exception {
    LocalVault fresh = LocalVault.of(person);
    PushVault push = fresh.seal(Map.of("KEY", "value"));
    person.api().post(fresh.route(), push).require(200);
    fresh.accept(push);
    return fresh;
  }

  TrustPolicy policy(String issuerAddress, Optional<String> repositoryId, String... events) {
    return policy("github", issuerAddress, repositoryId, events);
  }

  TrustPolicy policy(
      String platform, String issuerAddress, Optional<String> repositoryId, String... events) {
    return new TrustPolicy(
        new PolicyId(UUID.randomUUID().toString().replace("-", "")),
        vault.id(),
        new Origin(platform, issuerAddress, "acme/shop", repositoryId, Optional.empty()),
        new Conditions(
            List.of(new Glob("main")),
            List.of(),
            List.of(),
            List.of(platform.equals("github") ? ".github/workflows/deploy.yml" : ".gitlab-ci.yml"),
            List.of(events),
            false,
            false),
        new Release(
            List.of(EnvironmentName.DEFAULT, LATER), true, Optional.empty(), OptionalInt.empty()));
  }

  void set(TrustPolicy wanted) throws Exception {
    change(new ChainEvent.PolicySet(wanted), vault.escrow().keys(wanted));
  }

  void remove(TrustPolicy standing) throws Exception {
    change(new ChainEvent.PolicyRemoved(standing.id()), List.of());
  }

  private void change(ChainEvent event, List<String> keys) throws Exception {
    ChangePolicy change = new ChangePolicy(person.device().signed(event).format(), keys);
    person.api().post("/api/vaults/" + vault.id() + "/oidc/policies", change).require(201);
  }

  /** The claims of a push to main, for one token. */
  Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new TreeMap<>();
    claims.put("iss", issuer.address("/github"));
    claims.put("aud", "coffer");
    claims.put("sub", "repo:acme@4242/shop@777001:ref:refs/heads/main");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 300);
    claims.put("repository", "acme/shop");
    claims.put("repository_id", "777001");
    claims.put("repository_owner", "acme");
    claims.put("repository_owner_id", "4242");
    claims.put("ref", "refs/heads/main");
    claims.put("ref_type", "branch");
    claims.put("event_name", "push");
    claims.put("run_id", "9876543210");
    claims.put("workflow_ref", "acme/shop/.github/workflows/deploy.yml@refs/heads/main");
    claims.put("job_workflow_ref", "acme/shop/.github/workflows/deploy.yml@refs/heads/main");
    return claims;
  }

  /** The same with some changed; an empty Optional takes one away. */
  Map<String, Object> claims(Object... changes) {
    Map<String, Object> claims = claims();
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].equals(Optional.empty())) {
        claims.remove((String) changes[i]);
      } else {
        claims.put((String) changes[i], changes[i + 1]);
      }
    }
    return claims;
  }

  Answer exchange(Map<String, Object> claims) throws Exception {
    return exchange(issuer.token("/github", claims));
  }

  Answer exchange(String token) throws Exception {
    return exchange(server.api(), token, null);
  }

  Answer exchange(Api api, String token, PolicyId named) throws Exception {
    return api.post(
        "/api/vault/oidc",
        new ExchangeToken(
            token, vault.id().value(), "default", named == null ? null : named.value()));
  }

  /** What the server would have to change to give something away. */
  String state() throws Exception {
    StringBuilder state = new StringBuilder();
    try (Connection connection = server.database().connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("job_token", "spent_token")) {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
          count.next();
          state.append(table).append(' ').append(count.getLong(1)).append('\n');
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select id, pinned_repository_id, pinned_owner_id, pulls from trust_policy"
                  + " order by id")) {
        while (row.next()) {
          for (int i = 1; i <= 4; i++) {
            state.append(row.getString(i)).append(' ');
          }
        }
      }
    }
    return state.toString();
  }

  AuditEntry newest() throws Exception {
    List<AuditEntry> all = AuditTrail.verified(person);
    return all.get(all.size() - 1);
  }

  /** An honest run still reads the vault. */
  void requireSound() throws Exception {
    ExchangedToken token = exchange(claims()).require(200).as(ExchangedToken.class);
    assertThat(
            server
                .api()
                .as(token.token())
                .get("/api/vaults/" + vault.id() + "/ci-pull?env=default")
                .require(200)
                .text())
        .contains("value");
  }

  @Override
  public void close() {
    server.close();
    issuer.close();
  }
}
