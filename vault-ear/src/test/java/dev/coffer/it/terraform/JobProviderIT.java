package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static dev.coffer.terraform.kit.Block.ephemeral;
import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.CountedServer;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.it.workload.CiWorkplace;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.job.JobClient;
import dev.coffer.terraform.job.JobSettings;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.TerraformWorkshop;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs without account, session and device that run Terraform: what they read by the identity of
 * the job, and what they are refused. No case leaves a file, a value or a token.
 */
final class JobProviderIT extends ProviderCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final String PLAN_AND_APPLY =
      "${terraform.applying ? \"APPLY_TOKEN\" : \"PLAN_TOKEN\"}";

  private static CiWorkplace place;
  private static Machine developer;
  private static String owner;
  private static String policy;
  private static String vault;
  private static CountedServer server;

  private Path home;

  @BeforeAll
  static void begin() throws Exception {
    place = CiWorkplace.running();
    server = CountedServer.before(place.server);
    developer = place.developer("developer");
    Files.writeString(developer.project().resolve(".env"), "MODE=development\n");
    Files.writeString(
        developer.project().resolve(".env.production"), "API_KEY=" + SECRET + "\nMODE=live\n");
    developer.expect(NONE, "init");
    developer.expect(NONE, "push");
    JsonObject github = place.allowGithub(developer, "--env", "production");
    owner = github.get("owner").getAsString();
    policy = github.get("policy").getAsString();
    place.allowGitlab(developer, "production");
    vault =
        JsonParser.parseString(Files.readString(developer.project().resolve("coffer.json")))
            .getAsJsonObject()
            .get("vault")
            .getAsString();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void fresh() throws Exception {
    home = Workplace.folder("empty-home");
    server.asked();
  }

  @AfterEach
  void nothingIsWritten() {
    assertThat(home).isEmptyDirectory();
  }

  private Map<String, String> job(Map<String, String> platform) {
    Map<String, String> variables = new TreeMap<>(platform);
    variables.put("COFFER_HOME", home.toString());
    return variables;
  }

  private Map<String, String> github() {
    return job(place.githubVariables());
  }

  private Map<String, String> gitlab(String branch) throws Exception {
    return job(Map.of("GITLAB_CI", "true", "COFFER_GITLAB_OIDC_TOKEN", place.gitlabToken(branch)));
  }

  private static Map<String, Object> block(Object... more) {
    Map<String, Object> block = new TreeMap<>(Map.of("oidc", true, "oidc_owner", owner));
    block.put("server", server.uri().toString());
    for (int i = 0; i < more.length; i += 2) {
      block.put((String) more[i], more[i + 1]);
    }
    return block;
  }

  private static Block opened(String name) {
    return ephemeral("coffer_secrets", name, Map.of("vault", vault, "environment", "production"));
  }

  private static void hasNotLeaked(Workshop workshop) throws Exception {
    String everything = workshop.everything();
    assertThat(everything).doesNotContain(SECRET);
    for (String token : place.tokens()) {
      assertThat(everything)
          .doesNotContain(token)
          .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aPlan_readsAnEnvironmentOnce_howeverManyBlocksWantIt(Driver driver) throws Exception {
    Workshop workshop = TERRAFORM.workshop(driver, github(), block());
    workshop.write(List.of(opened("web"), opened("shop")));
    Outcome plan = workshop.plan();
    assertThat(plan.errors()).isEmpty();
    assertThat(server.asked())
        .containsExactly("POST /api/vault/oidc", "GET /api/vaults/" + vault + "/ci-pull");
    assertThat(developer.expect(NONE, "log", "--all", "--json"))
        .contains("ci_pull", "\\\"client\\\":\\\"terraform\\\"");
    hasNotLeaked(workshop);
  }

  /** The client by itself, without Terraform. */
  private JobClient client(Map<String, String> variables, String whose) {
    JobSettings.Identity identity =
        new JobSettings.Identity(
            Optional.of(whose), Optional.empty(), Optional.empty(), Optional.empty());
    return new JobClient(
        variables,
        new JobSettings(Optional.of(server.uri().toString()), Optional.empty(), identity),
        warning -> {});
  }

  @Test
  void values_areThoseOfTheEnvironment_andATokenCountsOnce() throws Exception {
    Map<String, String> variables = gitlab("main");
    Secrets secrets = client(variables, owner).secrets();
    VaultPlace web = VaultPlace.parse(vault);
    assertThat(secrets.read(web, "production"))
        .isEqualTo(Map.of("API_KEY", SECRET, "MODE", "live"));
    assertThat(secrets.read(web, "production")).containsEntry("MODE", "live");
    assertThat(server.asked()).hasSize(2);
    assertThatThrownBy(() -> client(variables, owner).secrets().read(web, "production"))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("a server takes each identity token once");
    assertThat(secrets.read(web, "production")).containsEntry("API_KEY", SECRET);
    Secrets ofAnother = client(github(), UUID.randomUUID().toString()).secrets();
    assertThatThrownBy(() -> ofAnother.read(web, "production")).isInstanceOf(Declined.class);
    VaultPlace byId = new VaultPlace(Optional.of(owner), vault);
    assertThat(client(github(), UUID.randomUUID().toString()).secrets().read(byId, "production"))
        .as("the owner that a resource names comes first")
        .containsEntry("MODE", "live");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aRunOfAnotherBranch_isRefusedAsTheServerSays(Driver driver) throws Exception {
    Workshop workshop = TERRAFORM.workshop(driver, gitlab("evil"), block());
    workshop.write(List.of(opened("web")));
    for (int i = 0; i < 2; i++) { // what is refused does not spend the token
      refuses(workshop.plan(), "the run is of the branch 'evil'");
    }
    assertThat(server.asked()).doesNotContain("GET /api/vaults/" + vault + "/ci-pull");
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void whatIsDeclaredOrLookedUp_isDeclined_inThePlanAlready(Driver driver) throws Exception {
    String before = developer.expect(NONE, "list-remote");
    Workshop workshop = TERRAFORM.workshop(driver, github(), block());
    for (Block block :
        List.of(
            vault(),
            secret("key", "API_KEY", SECRET),
            resource("coffer_organization", "acme", Map.of("name", acme)),
            data("coffer_vault", "seen", Map.of("vault", vault)))) {
      workshop.write(List.of(block));
      refuses(workshop.plan(), "it declares and looks up nothing else. declare it without oidc");
      refuses(workshop.apply(), "it declares and looks up nothing else");
    }
    workshop.write(
        List.of(data("coffer_secret", "seen", Map.of("vault", vault, "key", "API_KEY"))));
    refuses(workshop.plan(), "takes the environment's key");
    assertThat(server.asked()).isEmpty();
    assertThat(developer.expect(NONE, "list-remote")).isEqualTo(before);
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void runs_areJudgedByGivenPolicies_withoutAToken(Driver driver) throws Exception {
    Workshop workshop = TERRAFORM.workshop(driver, job(Map.of()), block());
    Map<String, Object> asked = new TreeMap<>(Map.of("claims", "{\"iss\":\"https://x.example\"}"));
    asked.put("policies", List.of(developer.expect(NONE, "oidc", "show", policy)));
    workshop.write(List.of(data("coffer_oidc_verdict", "none", asked)));
    applies(workshop, "+0 ~0 -0");
    assertThat(workshop.state("data.coffer_oidc_verdict.none"))
        .containsEntry("allowed", false)
        .containsEntry("code", "policy_not_found");
    asked.remove("policies");
    asked.put("vault", vault);
    workshop.write(List.of(data("coffer_oidc_verdict", "none", asked)));
    refuses(workshop.plan(), "a CI job does not get to see which policies stand");
    workshop.write(List.of(opened("web")));
    refuses(workshop.plan(), "no job of a CI platform");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aTokenThatThePlanHasSpent_isExplainedToTheApply() throws Exception {
    Workshop workshop = TERRAFORM.workshop(Terraforming.OWN, gitlab("main"), block());
    workshop.write(List.of(opened("web")));
    assertThat(workshop.plan().errors()).isEmpty();
    Outcome second = workshop.plan();
    refuses(second, "the token was exchanged before");
    refuses(second, "here: GitLab CI/CD");
    refuses(second, "terraform.applying");
    hasNotLeaked(workshop);
  }

  /** Hands a value to a program, as somebody who deploys does. */
  private static Path use(TerraformWorkshop workshop) throws Exception {
    Path used = Workplace.folder("used").resolve("value");
    workshop.add(
        "use.tf",
        """
        resource "terraform_data" "use" {
          provisioner "local-exec" {
            command     = "printf %s \\"$VALUE\\" > '"""
            + used
            + """
        '"
            environment = { VALUE = ephemeral.coffer_secrets.web.values["API_KEY"] }
          }
        }
        """);
    return used;
  }

  private TerraformWorkshop real(Driver driver, Map<String, String> variables, Object... block)
      throws Exception {
    return (TerraformWorkshop) TERRAFORM.workshop(driver, variables, block(block));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void github_planAndApplyInOneCommand(Driver driver) throws Exception {
    TerraformWorkshop workshop = real(driver, github());
    Path used = use(workshop);
    workshop.write(List.of(opened("web")));
    applies(workshop, "+1 ~0 -0");
    assertThat(used).hasContent(SECRET);
    assertThat(server.asked()).filteredOn("POST /api/vault/oidc"::equals).hasSize(2);
    isSettled(workshop);
    server.asked();
    assertThat(workshop.destroy().errors()).isEmpty();
    assertThat(server.asked()).filteredOn("POST /api/vault/oidc"::equals).hasSize(1);
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void gitlab_oneToken_isNotEnoughForPlanAndApply(Driver driver) throws Exception {
    TerraformWorkshop workshop = real(driver, gitlab("main"));
    Path used = use(workshop);
    workshop.write(List.of(opened("web")));
    refuses(workshop.apply(), "the token was exchanged before");
    assertThat(used).doesNotExist();
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void gitlab_twoTokens_areEnoughForApplyInOneCommand(Driver driver) throws Exception {
    Map<String, String> variables =
        job(
            Map.of(
                "GITLAB_CI",
                "true",
                "PLAN_TOKEN",
                place.gitlabToken("main"),
                "APPLY_TOKEN",
                place.gitlabToken("main")));
    TerraformWorkshop workshop = real(driver, variables, "oidc_token_variable", PLAN_AND_APPLY);
    Path used = use(workshop);
    workshop.write(List.of(opened("web")));
    applies(workshop, "+1 ~0 -0");
    assertThat(used).hasContent(SECRET);
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void gitlab_aPlanInAFile_andItsApply_takeOneTokenEach(Driver driver) throws Exception {
    TerraformWorkshop workshop = real(driver, gitlab("main"));
    Path used = use(workshop);
    workshop.write(List.of(opened("web")));
    assertThat(workshop.plan().errors()).isEmpty();
    assertThat(used).doesNotExist();
    workshop.set("COFFER_GITLAB_OIDC_TOKEN", place.gitlabToken("main"));
    assertThat(workshop.applyPlanned().errors()).isEmpty();
    assertThat(used).hasContent(SECRET);
    hasNotLeaked(workshop);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void settingsOfAnAccount_areErrorsWhereTheyStand(Driver driver) throws Exception {
    TerraformWorkshop workshop = real(driver, github(), "profile", "ci", "home", home.toString());
    workshop.write(List.of(opened("web")));
    Outcome plan = workshop.plan();
    refuses(plan, "profile is about an account, and with oidc = true none acts");
    refuses(plan, "home is about an account");
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void aTokenInTheConfiguration_isNotQuoted(Driver driver) throws Exception {
    TerraformWorkshop workshop =
        real(driver, github(), "oidc_token_variable", place.gitlabToken("main"));
    workshop.write(List.of(opened("web")));
    refuses(workshop.plan(), "oidc_token_variable is not the name of an environment variable");
    hasNotLeaked(workshop);
  }
}
