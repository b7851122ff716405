package dev.coffer.terraform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.InMemoryPolicies;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictSourceTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Map<String, Object> RULES =
      Map.of(
          "vault",
          "web",
          "name",
          "deploy",
          "platform",
          "github",
          "repository",
          "acme/shop",
          "branches",
          List.of("main"),
          "workflows",
          List.of(".github/workflows/deploy.yml"),
          "events",
          List.of("push"),
          "environments",
          List.of("production"));

  private final InMemory coffer = new InMemory();
  private final VerdictSource source = new VerdictSource(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Diagnostics out = new Diagnostics();
  private final String policy =
      coffer
          .policies
          .put(new Name(VaultPlace.parse("web"), "deploy"), PolicyRow.rules(Rows.of(RULES)))
          .text();

  private static String claims(Map<String, Object> other) {
    Map<String, Object> claims =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("iss", InMemoryPolicies.ISSUER),
                Map.entry("aud", "coffer"),
                Map.entry("sub", "repo:acme/shop:ref:refs/heads/main"),
                Map.entry("repository", "acme/shop"),
                Map.entry("repository_owner", "acme"),
                Map.entry("repository_id", "777001"),
                Map.entry("repository_owner_id", "4242"),
                Map.entry("ref", "refs/heads/main"),
                Map.entry("ref_type", "branch"),
                Map.entry("ref_protected", "false"),
                Map.entry("event_name", "push"),
                Map.entry("workflow_ref", "acme/shop/.github/workflows/deploy.yml@refs/heads/main"),
                Map.entry(
                    "job_workflow_ref", "acme/shop/.github/workflows/deploy.yml@refs/heads/main"),
                Map.entry("iat", NOW.getEpochSecond()),
                Map.entry("exp", NOW.getEpochSecond() + 300)));
    claims.putAll(other);
    return new Gson().toJson(claims);
  }

  private Map<String, Object> verdict(Map<String, Object> other) {
    Map<String, Object> config =
        new TreeMap<>(
            Map.of(
                "claims", claims(Map.of()),
                "policies", List.of(policy),
                "environment", "production"));
    config.putAll(other);
    return Rows.plain(source.read(coffer, Rows.of(config), Settings.NONE, out));
  }

  @Test
  void aRunThatFits_isAllowed_byThePolicy() {
    assertThat(verdict(Map.of()))
        .containsEntry("allowed", true)
        .containsEntry("code", null)
        .containsEntry("token_code", null)
        .containsEntry("policy_id", coffer.policies.standing.get("web/deploy").id());
  }

  @Test
  void aRunThatDoesNot_isToldWhyNot_andWhatToDo() {
    Map<String, Object> verdict =
        verdict(
            Map.of(
                "claims",
                claims(
                    Map.of(
                        "ref", "refs/heads/evil", "sub", "repo:acme/shop:ref:refs/heads/evil"))));
    assertThat(verdict).containsEntry("allowed", false).containsEntry("code", "branch_not_allowed");
    assertThat((String) verdict.get("detail")).isNotBlank();
    assertThat((String) verdict.get("hint")).isNotBlank();
    assertThat(verdict(Map.of("environment", "default"))).containsEntry("code", "env_not_allowed");
    assertThat(verdict(Map.of("policy", "0".repeat(32))))
        .containsEntry("allowed", false)
        .containsEntry("code", "policy_not_found");
    assertThat(verdict(Map.of("policies", List.of()))).containsEntry("code", "policy_not_found");
  }

  @Test
  void whatTheTokenIsItself_isToldBeside() {
    assertThat(verdict(Map.of("audiences", List.of("vault.example.com"))))
        .containsEntry("allowed", true)
        .containsEntry("token_code", "audience_not_allowed");
    assertThat(verdict(Map.of("time", "2026-11-26T13:00:00+00:00")))
        .containsEntry("token_code", "token_expired");
  }

  @Test
  void withoutPolicies_thoseOfTheVaultJudge() {
    Row asked =
        Rows.of(Map.of("claims", claims(Map.of()), "vault", "web", "environment", "production"));
    assertThat(source.read(coffer, asked, Settings.NONE, out).truth("allowed")).hasValue(true);
    coffer.policies.standing.clear();
    assertThat(source.read(coffer, asked, Settings.NONE, out).truth("allowed")).hasValue(false);
  }

  @Test
  void aQuestionWithoutPolicies_isNone() {
    source.validate(Rows.of(Map.of("claims", "{}", "time", "noon", "policy", "x")), out);
    assertThat(out.all())
        .extracting(Diagnostic::path)
        .extracting(path -> path.steps().toString())
        .containsExactly("[Name[name=policy]]", "[Name[name=time]]", "[Name[name=policies]]");
    Diagnostics none = new Diagnostics();
    source.validate(
        Row.EMPTY.with("policies", Value.Absent.UNKNOWN).with("time", Value.Absent.UNKNOWN), none);
    assertThat(none.all()).isEmpty();
  }
}
