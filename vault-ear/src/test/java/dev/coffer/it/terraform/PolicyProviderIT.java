package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members.ReadableKeys;
import dev.coffer.terraform.declaration.Members.Rights;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.PolicyRules.Conditions;
import dev.coffer.terraform.declaration.PolicyRules.Origin;
import dev.coffer.terraform.declaration.PolicyRules.Refs;
import dev.coffer.terraform.declaration.PolicyRules.Release;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.embedded.Surrounded;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.TerraformWorkshop;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trust policies as Terraform declares them: signed, escrowed, reviewed, and read all at once. */
final class PolicyProviderIT extends ProviderCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final int MANY = 200;

  /** What an apply may ask besides, however many policies there are. */
  private static final int MORE = 60;

  /** What one plan may ask, however many policies there are. */
  private static final int FEW = 8;

  private static Block secret() {
    return resource(
        "coffer_secret",
        "key",
        Map.of("vault", "web", "key", "API_KEY", "value_wo", SECRET, "value_wo_version", "1"));
  }

  private static Block policy() {
    return resource(
        "coffer_oidc_policy",
        "deploy",
        Map.ofEntries(
            Map.entry("vault", "web"),
            Map.entry("name", "deploy"),
            Map.entry("platform", "github"),
            Map.entry("repository", "acme/shop"),
            Map.entry("repository_id", "777001"),
            Map.entry("branches", List.of("main")),
            Map.entry("workflows", List.of(".github/workflows/deploy.yml")),
            Map.entry("events", List.of("push")),
            Map.entry("environments", List.of("default", "staging")),
            Map.entry("expires", "2099-01-31T13:00:00+01:00"),
            Map.entry("pulls_per_day", 50)));
  }

  private static String claims(String branch) {
    return new Gson()
        .toJson(
            Map.ofEntries(
                Map.entry("iss", "https://token.actions.githubusercontent.com"),
                Map.entry("aud", "coffer"),
                Map.entry("sub", "repo:acme/shop:ref:refs/heads/" + branch),
                Map.entry("repository", "acme/shop"),
                Map.entry("repository_owner", "acme"),
                Map.entry("repository_id", "777001"),
                Map.entry("repository_owner_id", "4242"),
                Map.entry("ref", "refs/heads/" + branch),
                Map.entry("ref_type", "branch"),
                Map.entry("ref_protected", "false"),
                Map.entry("event_name", "push"),
                Map.entry("workflow_ref", deploying(branch)),
                Map.entry("job_workflow_ref", deploying(branch)),
                Map.entry("exp", 4_070_908_800L)));
  }

  private static String deploying(String branch) {
    return "acme/shop/.github/workflows/deploy.yml@refs/heads/" + branch;
  }

  private static Block verdict(String name, String branch) {
    return data("coffer_oidc_verdict", name, Map.of("vault", "web", "claims", claims(branch)));
  }

  private static List<JsonObject> listed(Machine machine) throws Exception {
    List<JsonObject> listed = new ArrayList<>();
    JsonParser.parseString(machine.expect(NONE, "oidc", "list", "--json"))
        .getAsJsonObject()
        .getAsJsonArray("policies")
        .forEach(one -> listed.add(one.getAsJsonObject()));
    return listed;
  }

  private static String only(Machine machine, String member) throws Exception {
    List<JsonObject> listed = listed(machine);
    assertThat(listed).hasSize(1);
    JsonElement found = listed.get(0).get(member);
    return found.isJsonPrimitive() ? found.getAsString() : found.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aPolicy_isSignedEscrowedChangedAndEnded(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    workshop.write(List.of(organisation(), vault(), secret(), policy(), verdict("main", "main")));
    settles(workshop, "+4 ~0 -0");
    checkOut(anna.machine(), workshop);
    Object id = workshop.state("coffer_oidc_policy.deploy").get("policy_id");
    assertThat(only(anna.machine(), "policy")).isEqualTo(id);
    assertThat(only(anna.machine(), "escrowed")).isEqualTo("[\"default\",\"staging\"]");
    assertThat(only(anna.machine(), "concerns")).isEqualTo("[]");
    assertThat(workshop.state("data.coffer_oidc_verdict.main"))
        .containsEntry("allowed", true)
        .containsEntry("policy_id", id);
    assertThat(workshop.state("coffer_oidc_policy.deploy"))
        .containsEntry("id", acme + "/web/deploy")
        .containsEntry("text", anna.run("oidc", "show", (String) id));

    Block narrower = policy().with("environments", List.of("default")).without("expires");
    workshop.write(List.of(organisation(), vault(), secret(), narrower, verdict("evil", "evil")));
    settles(workshop, "+0 ~1 -0");
    assertThat(only(anna.machine(), "escrowed")).isEqualTo("[\"default\"]");
    assertThat(workshop.state("data.coffer_oidc_verdict.evil"))
        .containsEntry("allowed", false)
        .containsEntry("code", "branch_not_allowed");

    // Behind Terraform's back.
    anna.run(
        "oidc",
        "allow",
        "--yes",
        "--replace",
        (String) id,
        "--repo",
        "acme/shop",
        "--workflow",
        "evil.yml",
        "--env",
        "default",
        "--branch",
        "**");
    workshop.write(List.of(organisation(), vault(), secret(), narrower));
    assertThat(workshop.plan().change()).isEqualTo(1);
    settles(workshop, "+0 ~1 -0");
    assertThat(anna.run("oidc", "show", (String) id)).doesNotContain("evil");
    anna.run("oidc", "revoke", (String) id);
    settles(workshop, "+1 ~0 -0");

    workshop.forget("coffer_oidc_policy.deploy");
    settles(workshop, "+1 ~0 -0"); // what an interrupted apply has left
    workshop.forget("coffer_oidc_policy.deploy");
    workshop.write(
        List.of(organisation(), vault(), secret(), narrower.with("branches", List.of("next"))));
    assertThat(workshop.apply().errors()).anyMatch(error -> error.contains("already"));
    assertThat(anna.run("oidc", "show", (String) id)).doesNotContain("next");
    assertThat(workshop.importing("coffer_oidc_policy.deploy", acme + "/web/none").errors())
        .isNotEmpty();
    assertThat(workshop.importing("coffer_oidc_policy.deploy", acme + "/web/deploy").errors())
        .isEmpty();
    settles(workshop, "+0 ~1 -0");

    workshop.write(List.of(organisation(), vault(), secret(), narrower.with("name", "release")));
    settles(workshop, "+1 ~0 -1");
    assertThat(only(anna.machine(), "policy")).isNotEqualTo(id);
    workshop.write(List.of(organisation(), vault(), secret()));
    settles(workshop, "+0 ~0 -1");
    assertThat(listed(anna.machine())).isEmpty();
    assertThat(workshop.everything()).doesNotContain(SECRET, machineKey(anna.machine()));
  }

  /** The key that everything of this machine can be opened with, as its file has it. */
  private static String machineKey(Machine machine) throws Exception {
    try (Stream<Path> files = Files.walk(machine.home())) {
      Path file = files.filter(one -> one.toString().endsWith(".key")).findFirst().orElseThrow();
      String text = Files.readString(file).strip();
      return text.substring(text.length() - 32);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aPlan_saysWhatIsWrong_andWhoGetsToReadWhat(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of());
    workshop.write(List.of(vault(), secret()));
    applies(workshop, "+2 ~0 -0");
    Block wide = policy().with("branches", List.of("**")).without("repository_id");
    workshop.write(List.of(vault(), secret(), wide));
    Outcome plan = workshop.plan();
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.warnings())
        .anyMatch(one -> one.contains("1 key of web becomes readable by github runs of acme/shop"))
        .anyMatch(one -> one.contains("wildcard_covers_everything"))
        .anyMatch(one -> one.contains("ids_not_pinned"));
    assertThat(plan.changes()).isEqualTo("+1 ~0 -0");

    workshop.write(List.of(vault(), secret(), policy().with("branches", List.of())));
    assertThat(workshop.plan().errors())
        .anyMatch(error -> error.contains("it permits no branches or tags"));
    workshop.write(List.of(vault(), secret(), policy().with("platform", "forge")));
    Outcome unknown = workshop.apply();
    assertThat(unknown.errors())
        .anyMatch(error -> error.contains("the server takes no tokens of platform forge"));
    assertThat(unknown.changes()).isEqualTo("+0 ~0 -0");

    workshop.write(List.of(vault(), secret(), policy()));
    settles(workshop, "+1 ~0 -0");
    assertThat(workshop.plan().warnings()).isEmpty();
    assertThat(workshop.everything()).doesNotContain(SECRET);
  }

  private static List<Block> many(Driver driver) {
    Block each =
        policy().with("environments", List.of("default")).with("branches", List.of("main"));
    if (driver != Terraforming.OWN) {
      return List.of(
          each.with("for_each", "${toset([for i in range(" + MANY + ") : tostring(i)])}")
              .with("name", "deploy-${each.key}")
              .with("repository", "acme/shop-${each.key}"));
    }
    return IntStream.range(0, MANY)
        .mapToObj(
            i ->
                resource("coffer_oidc_policy", "deploy-" + i, each.attributes())
                    .with("name", "deploy-" + i)
                    .with("repository", "acme/shop-" + i))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void manyPolicies_areReadAtOnce(Driver driver) throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Teammate anna = Teammate.of(Running.H2, "anna", server.uri());
      Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
      List<Block> blocks = new ArrayList<>(List.of(organisation(), vault()));
      blocks.addAll(many(driver));
      workshop.write(blocks);
      server.asked();
      applies(workshop, "+" + (MANY + 2) + " ~0 -0");
      List<String> applying = server.asked();
      assertThat(applying).filteredOn(line -> line.startsWith("POST")).hasSizeGreaterThan(MANY);
      assertThat(applying)
          .as("whether the vault is another, and the change itself, for each policy")
          .hasSizeLessThan(2 * MANY + MORE);

      isSettled(workshop);
      assertThat(server.asked())
          .as("requests of a plan over " + MANY + " policies")
          .hasSizeBetween(3, FEW)
          .noneMatch(line -> !line.startsWith("GET"));
    }
  }

  private static Declarations client(Teammate who) {
    return new Surrounded(
            Map.of("COFFER_HOME", who.machine().home().toString(), "COFFER_KEYCHAIN", "file"),
            warning -> {})
        .client();
  }

  private static Name named(String vault) {
    return new Name(VaultPlace.parse(vault), "deploy");
  }

  @Test
  void readsOfDifferentVaults_areUnderWayAtOnce_andOneServesAll() throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Teammate anna = Teammate.of(Running.H2, "anna", server.uri());
      Declarations coffer = client(anna);
      coffer.vaults().create(VaultPlace.parse("web"), Optional.empty());
      coffer.vaults().create(VaultPlace.parse("shop"), Optional.empty());
      CountDownLatch both = new CountDownLatch(2);
      server.witness =
          line -> {
            if (line.endsWith("/oidc/policies")) {
              both.countDown();
              meets(both);
            }
          };
      server.asked();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        CompletableFuture.allOf(
                IntStream.range(0, 40)
                    .mapToObj(
                        i ->
                            CompletableFuture.runAsync(
                                () -> coffer.policies().find(named(i % 2 == 0 ? "web" : "shop")),
                                threads))
                    .toArray(CompletableFuture[]::new))
            .get(2, TimeUnit.MINUTES);
      } finally {
        threads.shutdownNow();
      }
      assertThat(server.asked()).filteredOn(line -> line.endsWith("/oidc/policies")).hasSize(2);
    }
  }

  private static void meets(CountDownLatch both) {
    try {
      assertThat(both.await(1, TimeUnit.MINUTES)).as("another read meanwhile").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOwnChange_isSeenByTheNextRead_anothersByTheNextProcess() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Declarations coffer = client(anna);
    coffer.vaults().create(VaultPlace.parse("web"), Optional.empty());
    assertThat(coffer.policies().find(named("web"))).isEmpty();
    coffer.policies().put(named("web"), rules());
    assertThat(coffer.policies().find(named("web"))).isPresent();
    Declarations another = client(anna);
    another.policies().remove(named("web"));
    assertThat(another.policies().find(named("web"))).isEmpty();
    assertThat(client(anna).policies().find(named("web"))).isEmpty();
  }

  @Test
  void whatRightsLetSomebodyRead_isCounted() throws Exception {
    Declarations coffer = client(Teammate.of(Running.H2, "anna"));
    Rights all = new Rights("developer", Optional.empty());
    assertThat(coffer.members().readable(acme, all)).isEmpty();
    coffer.organisations().create(acme);
    VaultPlace web = VaultPlace.parse(acme + "/web");
    coffer.vaults().create(web, Optional.empty());
    assertThat(coffer.members().readable(acme, all).orElseThrow().keys()).isEmpty();
    coffer.secrets().put(new Secrets.Name(web, "default", "A"), SECRET);
    coffer.secrets().put(new Secrets.Name(web, "default", "B"), SECRET);
    coffer.secrets().put(new Secrets.Name(web, "staging", "A"), SECRET);
    ReadableKeys readable = coffer.members().readable(acme, all).orElseThrow();
    assertThat(readable.keys()).isEqualTo(Map.of("web/default", 2, "web/staging", 1));
    assertThat(readable.unopened()).isZero();
    Rights some =
        new Rights("reader", Optional.of(new TreeMap<>(Map.of("staging", false, "new", false))));
    assertThat(coffer.members().readable(acme, some).orElseThrow().keys())
        .isEqualTo(Map.of("web/staging", 1));
  }

  private static PolicyRules rules() {
    return new PolicyRules(
        new Origin("github", Optional.empty(), "acme/shop", Optional.empty(), Optional.empty()),
        new Conditions(
            new Refs(set("main"), set(), false),
            set(),
            set(".github/workflows/deploy.yml"),
            set("push"),
            false),
        new Release(set("default"), false, Optional.empty(), Optional.empty()));
  }

  private static SortedSet<String> set(String... texts) {
    return new TreeSet<>(List.of(texts));
  }

  /** The examples of docs/terraform.md about CI runs, as somebody would copy them. */
  private static List<String> examples() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "terraform.md"));
    int begin = page.indexOf("## CI runs\n");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    Matcher block = Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL).matcher(section);
    List<String> examples = new ArrayList<>();
    while (block.find()) {
      examples.add(block.group(1));
    }
    return examples;
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void theExamplesOfThePage_areApplied_andTheirTestsPass(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    TerraformWorkshop workshop =
        (TerraformWorkshop) TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    workshop.write(List.of(organisation(), vault()));
    applies(workshop, "+2 ~0 -0");
    List<String> examples = examples();
    String tests =
        examples.stream().filter(text -> text.contains("\nrun \"")).findFirst().orElseThrow();
    examples.remove(tests);
    workshop.add("examples.tf", String.join("\n", examples));
    workshop.add("tests/runs.tftest.hcl", tests);
    settles(workshop, "+3 ~0 -0");
    assertThat(workshop.tests()).contains("3 passed, 0 failed");
    workshop.add("tests/runs.tftest.hcl", tests.replace("!data.", "data."));
    assertThat(workshop.tests()).contains("1 failed");
  }
}
