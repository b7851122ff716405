package dev.coffer.terraform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Verdicts.Measure;
import dev.coffer.terraform.declaration.Verdicts.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobClientTest {
  private static final String REPLAYED =
      "{\"status\":401,\"code\":\"token_replayed\",\"detail\":\"the token was exchanged before\","
          + "\"hint\":\"somebody else used it\"}";
  private static final String OWNER = "0b1f1f2e-4c1d-4f5a-9d7b-3f2f6f0c1a2b";
  private static final JobSettings.Identity NOTHING_SAID =
      new JobSettings.Identity(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path home;
  private StubServer server;
  private final Map<String, String> variables = new TreeMap<>();
  private JobSettings.Identity identity = NOTHING_SAID;
  private Optional<String> address;

  @BeforeEach
  void begin() throws Exception {
    server = new StubServer(REPLAYED);
    address = Optional.of(server.address());
    variables.put("COFFER_HOME", home.toString());
    variables.put("COFFER_GITLAB_OIDC_TOKEN", StubServer.TOKEN);
  }

  @AfterEach
  void nothingIsWritten() {
    server.close();
    assertThat(home).isEmptyDirectory();
  }

  private JobClient client() {
    return new JobClient(
        variables, new JobSettings(address, Optional.empty(), identity), warning -> {});
  }

  private static Declined declined(ThrowingCallable act) {
    Declined no = catchThrowableOfType(Declined.class, act);
    assertThat(no).as("a refusal").isNotNull();
    assertThat(no.getMessage() + no.advice()).doesNotContain(StubServer.TOKEN, "eyJ");
    return no;
  }

  private static Declined read(JobClient client, String place) {
    return declined(() -> client.secrets().read(VaultPlace.parse(place), "production"));
  }

  private JobSettings.Identity tokenIn(String variable) {
    return new JobSettings.Identity(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(variable));
  }

  @Test
  void whatIsDeclaredOrLookedUp_isDeclined_andNobodyIsAsked() {
    JobClient job = client();
    Secrets.Name name = new Secrets.Name(VaultPlace.parse("web"), "production", "KEY");
    List<ThrowingCallable> acts =
        List.of(
            job::requireDeclaring,
            job::vaults,
            job::organisations,
            job::members,
            job::policies,
            () -> job.secrets().create(name, "v"),
            () -> job.secrets().put(name, "v"),
            () -> job.secrets().remove(name));
    for (ThrowingCallable act : acts) {
      Declined no = declined(act);
      assertThat(no).hasMessageContaining("it declares and looks up nothing else");
      assertThat(no.advice()).contains("approved device", "coffer bridge");
    }
    assertThat(server.exchanges).isEmpty();
  }

  @Test
  void aCommitment_isNotOffered_forTheKeyIsNotHere() {
    Secrets.Name name = new Secrets.Name(VaultPlace.parse("web"), "production", "KEY");
    Declined no = declined(() -> client().secrets().find(name));
    assertThat(no).hasMessageContaining("takes the environment's key");
    assertThat(no.advice()).contains("ephemeral \"coffer_secrets\"");
    assertThat(server.exchanges).isEmpty();
  }

  @Test
  void aRun_isJudgedByGivenPolicies_withoutAServerOrAToken() {
    variables.remove("COFFER_GITLAB_OIDC_TOKEN");
    address = Optional.empty();
    Measure none = new Measure(List.of(), Set.of("coffer"), Map.of(), Instant.EPOCH);
    Run run = new Run("{\"iss\":\"https://issuer.example\"}", "production", Optional.empty());
    assertThat(client().verdicts().judge(run, none).refusal().orElseThrow().code())
        .isEqualTo("policy_not_found");
    assertThat(declined(() -> client().verdicts().standing(VaultPlace.parse("web"))).advice())
        .contains("give 'policies'");
    Run malformed = new Run("{", "production", Optional.empty());
    assertThat(declined(() -> client().verdicts().judge(malformed, none)).advice())
        .contains("jsonencode");
  }

  @Test
  void anOrganisation_isNamedByItsId() {
    assertThat(read(client(), "acme/web"))
        .hasMessageContaining("cannot look up which organisation is called acme");
    assertThat(server.exchanges).isEmpty();
    read(client(), OWNER.toUpperCase(Locale.ROOT) + "/web");
    assertThat(server.exchanges.get(0).get("owner").getAsString()).isEqualTo(OWNER);
  }

  @Test
  void whatTheBlockSays_comesBeforeVariables_andTheResourceBeforeBoth() {
    variables.put("COFFER_OWNER", "of a variable");
    variables.put("COFFER_OIDC_POLICY_ID", "0".repeat(32));
    variables.put("COFFER_VAULT_ID", "another");
    read(client(), "web");
    identity =
        new JobSettings.Identity(
            Optional.of("OF THE BLOCK"),
            Optional.of("1".repeat(32)),
            Optional.empty(),
            Optional.empty());
    read(client(), "web");
    read(client(), OWNER + "/web");
    assertThat(server.exchanges)
        .extracting(asked -> asked.get("owner").getAsString())
        .containsExactly("of a variable", "of the block", OWNER);
    assertThat(server.exchanges)
        .extracting(asked -> asked.get("policyId").getAsString())
        .containsExactly("0".repeat(32), "1".repeat(32), "1".repeat(32));
    assertThat(server.exchanges)
        .extracting(asked -> asked.get("vaultId").getAsString())
        .containsOnly("web");
  }

  @Test
  void withoutAServerOrAToken_oneIsTold_inTheWordsOfTheBlock() {
    address = Optional.empty();
    assertThat(read(client(), "web").advice()).contains("provider block", "COFFER_SERVER");
    variables.put("COFFER_SERVER", server.address());
    variables.remove("COFFER_GITLAB_OIDC_TOKEN");
    Declined noJob = read(client(), "web");
    assertThat(noJob).hasMessageContaining("no job of a CI platform");
    assertThat(noJob.advice()).startsWith("oidc works in GitHub Actions");
    identity = tokenIn("PLAN_TOKEN");
    assertThat(read(client(), "web")).hasMessageContaining("no variable PLAN_TOKEN");
    variables.put("PLAN_TOKEN", "hunter2");
    Declined noToken = read(client(), "web");
    assertThat(noToken).hasMessageContaining("PLAN_TOKEN gives no identity token");
    assertThat(noToken.getMessage()).doesNotContain("hunter2");
    variables.put("PLAN_TOKEN", StubServer.TOKEN);
    variables.put("COFFER_OIDC_AUDIENCE", "https://vault.example.com");
    assertThat(read(client(), "web").advice()).contains("PLAN_TOKEN");
    assertThat(server.exchanges).isEmpty();
  }

  @Test
  void theTokenOfANamedVariable_comesBeforeThatOfThePlatform() {
    String other = StubServer.TOKEN.replace("c2lnbmF0dXJl", "b3RoZXI");
    variables.put("PLAN_TOKEN", other);
    identity = tokenIn("PLAN_TOKEN");
    read(client(), "web");
    assertThat(server.exchanges.get(0).get("oidcToken").getAsString()).isEqualTo(other);
  }

  @Test
  void aTokenThatWasUsed_isExplained_whereThePlatformMakesOneForAJob() {
    Declined gitlab = read(client(), "web");
    assertThat(gitlab)
        .hasMessageContaining("the token was exchanged before")
        .hasMessageContaining("once (here: GitLab CI/CD)");
    assertThat(gitlab.advice()).contains("id_tokens", "terraform.applying", "somebody else has");
    variables.remove("COFFER_GITLAB_OIDC_TOKEN");
    variables.put("ACTIONS_ID_TOKEN_REQUEST_URL", server.address() + "/token?v=1");
    variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "the runner's");
    assertThat(read(client(), "web").advice()).isEqualTo("somebody else used it");
    assertThat(server.exchanges).hasSize(2);
  }

  /** In the server's audit log. Whoever makes the tokens is not told. */
  @Test
  void whoAsks_isTerraform_andTheServerAloneIsTold() {
    variables.remove("COFFER_GITLAB_OIDC_TOKEN");
    variables.put("ACTIONS_ID_TOKEN_REQUEST_URL", server.address() + "/token?v=1");
    variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "the runner's");
    read(client(), "web");
    assertThat(server.programs).containsExactly("terraform");
    assertThat(server.toldThePlatform).containsExactly("");
  }

  @Test
  void anEnvironment_isAskedForOnce_whateverCameOfIt() throws Exception {
    JobClient job = client();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Declined>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(() -> read(job, "web")));
      }
      for (Future<Declined> answer : answers) {
        assertThat(answer.get(1, TimeUnit.MINUTES)).hasMessageContaining("exchanged before");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.exchanges).hasSize(1);
    read(job, "shop");
    assertThat(server.exchanges).hasSize(2);
  }

  @Test
  void aServerThatDoesNotAnswer_isNamed() {
    server.close();
    assertThat(read(client(), "web").reason()).isEqualTo(Declined.Reason.UNREACHABLE);
  }

  @Test
  void aVaultThatCannotBe_isRefusedBeforeATokenIsSpent() {
    assertThat(read(client(), "a b")).hasMessageContaining("vault");
    assertThat(server.exchanges).isEmpty();
  }
}
