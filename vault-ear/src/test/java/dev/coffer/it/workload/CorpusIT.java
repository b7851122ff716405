package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.workload.Corpus.Known;
import dev.coffer.it.workload.Corpus.Row;
import dev.coffer.it.workload.Corpus.Stated;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every run of the corpus, with a token that its issuer signed, is exchanged with the packaged
 * server, which says what protocol, client and docs/policies.md say.
 */
final class CorpusIT {
  private static final String ALLOWED = "allowed";

  private static Corpus corpus;
  private static TestIssuer issuers;
  private static CofferServer server;
  private static People people;

  /** The accounts that own the vaults, by what the corpus calls them. */
  private static final Map<String, Person> OWNERS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    corpus = new Corpus();
    issuers =
        new TestIssuer(corpus.issuers().stream().map(Known::address).map(Corpus::path).toList());
    server =
        CofferServer.on(Database.postgres())
            .with("COFFER_OIDC_PRIVATE_ADDRESSES", "true")
            .with("COFFER_OIDC_GITHUB_ISSUERS", "none")
            .with("COFFER_OIDC_GITLAB_ISSUERS", "none")
            .with("COFFER_OIDC_ISSUERS", issuers())
            .with("COFFER_OIDC_FAILURES_ADDRESS", "1000")
            .with("COFFER_PASSWORD_MEMORY_KIB", "256")
            .start();
    people = People.of(server);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    issuers.close();
  }

  private static String issuers() {
    return corpus.issuers().stream()
        .map(
            known ->
                known.name()
                    + "|"
                    + known.kind()
                    + "|"
                    + issuers.address(Corpus.path(known.address())))
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyRun_getsItsVerdict_andATokenWhenItIsAllowed() throws Exception {
    List<Row> rows = corpus.rows();
    List<String> wrong = new ArrayList<>();
    long allowed = 0;
    for (Row row : rows) {
      String verdict = verdict(row);
      if (!verdict.equals(row.verdict())) {
        wrong.add(row + ": " + verdict + " instead of " + row.verdict());
      }
      allowed += row.verdict().equals(ALLOWED) ? 1 : 0;
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
    assertThat(count("job_token")).as("tokens for runs").isEqualTo(allowed);
  }

  private static String verdict(Row row) throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    VaultId vault = new VaultId("v" + Workplace.random());
    List<Stated> policies = corpus.policies(row, vault, issuers, now);
    Map<String, LocalVault> vaults = new HashMap<>();
    for (Stated stated : policies) {
      if (!vaults.containsKey(stated.owner())) {
        vaults.put(stated.owner(), pushed(owner(stated.owner()), vault));
      }
      set(vaults.get(stated.owner()), stated);
    }
    Map<String, Object> claims = corpus.claims(row, issuers, now);
    String named = row.text("policyId", "");
    String token = issuers.token(signer((String) claims.get("iss")), claims);
    Answer answer =
        server
            .api()
            .post(
                "/api/vault/oidc",
                new ExchangeToken(
                    token,
                    vault.value(),
                    row.text("environment", "production"),
                    named.isEmpty() ? null : id(policies, Integer.parseInt(named))));
    if (answer.status() != 200) {
      return answer.problem().code();
    }
    ExchangedToken exchanged = answer.as(ExchangedToken.class);
    assertThat(policies.stream().map(one -> one.policy().id().value()))
        .as("%s", row)
        .contains(exchanged.policyId());
    if (!named.isEmpty()) {
      assertThat(exchanged.policyId()).isEqualTo(id(policies, Integer.parseInt(named)));
    }
    return ALLOWED;
  }

  /** A policy's id; of a place where there is none, one that nobody has. */
  private static String id(List<Stated> policies, int place) {
    return place < policies.size() ? policies.get(place).policy().id().value() : "f".repeat(32);
  }

  /** Who signs: the token's own issuer, or some other one for an issuer that does not exist. */
  private static String signer(String named) {
    List<String> paths = corpus.issuers().stream().map(one -> Corpus.path(one.address())).toList();
    return paths.stream()
        .filter(path -> issuers.address(path).equals(named))
        .findFirst()
        .orElse(paths.get(0));
  }

  private static LocalVault pushed(Person owner, VaultId id) throws Exception {
    LocalVault vault = LocalVault.of(owner, id);
    PushVault push = vault.seal(Map.of("KEY", "value"));
    owner.api().post(vault.route(), push).require(200);
    vault.accept(push);
    return vault;
  }

  private static void set(LocalVault vault, Stated stated) throws Exception {
    Person owner = owner(stated.owner());
    String event = owner.device().signed(new ChainEvent.PolicySet(stated.policy())).format();
    ChangePolicy change = new ChangePolicy(event, vault.escrow().keys(stated.policy()));
    owner.api().post("/api/vaults/" + vault.id() + "/oidc/policies", change).require(201);
    remember(owner, stated);
  }

  /** What a server comes to know with time: ids of a first run; keys that an epoch lost. */
  private static void remember(Person owner, Stated stated) throws Exception {
    String id = stated.policy().id().value();
    if (stated.pinnedRepositoryId().isPresent() || stated.pinnedOwnerId().isPresent()) {
      change(
          "update trust_policy set pinned_repository_id = ?, pinned_owner_id = ?"
              + " where owner_id = ? and id = ?",
          stated.pinnedRepositoryId().orElse(null),
          stated.pinnedOwnerId().orElse(null),
          owner.accountId(),
          id);
    }
    if (!stated.escrowed()) {
      change("delete from escrowed_key where policy = ?", id);
    }
  }

  private static Person owner(String name) throws Exception {
    Person known = OWNERS.get(name);
    if (known == null) {
      known = people.joinWithDevice();
      OWNERS.put(name, known);
    }
    return known;
  }

  private static void change(String sql, String... values) throws Exception {
    try (Connection connection = server.database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static long count(String from) throws Exception {
    try (Connection connection = server.database().connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from " + from)) {
      found.next();
      return found.getLong(1);
    }
  }
}
