package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Running;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trust policies as Terraform declares them: signed, escrowed, reviewed, taken over and ended. */
final class PolicyProviderIT extends PolicyCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

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
}
