package dev.coffer.terraform.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.terraform.Types;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is wrong with a configuration is told at the attribute that it is about. */
class ValidationTest {
  private static List<String> told(String type, Row config) {
    Diagnostics out = new Diagnostics();
    Types.catalogue().resource("coffer_" + type).validate(config, out);
    return out.all().stream().map(one -> one.severity() + " " + text(one)).toList();
  }

  private static String text(Diagnostic diagnostic) {
    StringBuilder path = new StringBuilder();
    for (AttributePath.Step step : diagnostic.path().steps()) {
      path.append(path.isEmpty() ? "" : ".");
      path.append(
          step instanceof AttributePath.Name name ? name.name() : ((AttributePath.Key) step).key());
    }
    return path.toString();
  }

  private static List<String> told(String type, Map<String, Object> config) {
    return told(type, Rows.of(config));
  }

  @Test
  void aVault_hasAnIdAndAName() {
    assertThat(told("vault", Map.of("vault", "a/b", "name", " ")))
        .containsExactly("ERROR vault", "ERROR name");
    assertThat(told("vault", Map.of("vault", "web", "name", "Web"))).isEmpty();
  }

  @Test
  void whatIsNotKnownYet_isNotJudged() {
    for (String type : List.of("vault", "environment_schema", "organization", "grant", "secret")) {
      Row row = Row.EMPTY;
      for (String name : List.of("vault", "name", "vars", "role", "environments", "key")) {
        row = row.with(name, Value.Absent.UNKNOWN);
      }
      assertThat(told(type, row)).isEmpty();
      assertThat(told(type, Row.EMPTY)).isEmpty();
    }
  }

  @Test
  void rules_areThoseOfTheProjectFile_andToldAtTheirMember() {
    assertThat(
            told(
                "environment_schema",
                Map.of(
                    "vault",
                    "web",
                    "vars",
                    Map.of(
                        "PORT", Map.of("format", "prot", "required", true),
                        "KEY", Map.of("regex", "(", "enum", List.of()),
                        "a b", Map.of(),
                        "GLOB", Map.of("pattern", "^[0-9]+$")))))
        .containsExactly(
            "WARNING vars.GLOB.pattern",
            "ERROR vars.KEY.regex",
            "ERROR vars.KEY.enum",
            "ERROR vars.PORT.format",
            "ERROR vars.a b");
    assertThat(told("environment_schema", Map.of("vault", "web", "vars", Map.of())))
        .containsExactly("ERROR vars");
  }

  @Test
  void aRule_ofWhichOnlyAPartIsKnown_isJudgedByThatPart() {
    Row rule = Row.EMPTY.with("format", Value.Absent.UNKNOWN).with("regex", "(");
    Row vars = Row.EMPTY.with("PORT", rule.fields());
    assertThat(told("environment_schema", Row.EMPTY.with("vars", vars.fields())))
        .containsExactly("ERROR vars.PORT.regex");
  }

  @Test
  void anOrganisation_hasAName() {
    assertThat(told("organization", Map.of("name", "Acme"))).containsExactly("ERROR name");
    assertThat(told("organization", Map.of("name", "00000000-0000-0000-0000-000000000000")))
        .containsExactly("ERROR name");
  }

  @Test
  void rights_fitTheRole() {
    assertThat(told("grant", Map.of("role", "boss"))).containsExactly("ERROR role");
    assertThat(told("grant", Map.of("role", "admin", "environments", Map.of("staging", "read"))))
        .containsExactly("ERROR environments");
    assertThat(
            told(
                "membership",
                Map.of("role", "reader", "environments", Map.of("staging", "write", "x/y", "all"))))
        .containsExactly(
            "ERROR environments.staging", "ERROR environments.x/y", "ERROR environments.x/y");
    assertThat(told("grant", Map.of("role", "developer", "environments", Map.of("s", "write"))))
        .isEmpty();
  }

  @Test
  void anInvitation_endsOnce() {
    assertThat(told("membership", Map.of("role", "reader", "expires_in_hours", 0)))
        .containsExactly("ERROR expires_in_hours");
  }

  @Test
  void aSecret_hasANameAndAnEnvironment() {
    assertThat(told("secret", Map.of("key", "A=B", "environment", "a b", "vault", "web")))
        .containsExactly("ERROR environment", "ERROR key");
  }

  private static Map<String, Object> policy(Map<String, Object> other) {
    Map<String, Object> policy =
        new TreeMap<>(
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
                List.of("production")));
    policy.putAll(other);
    return policy;
  }

  @Test
  void aPolicy_hasTheFormOfWhatIsSigned() {
    assertThat(told("oidc_policy", policy(Map.of()))).isEmpty();
    assertThat(
            told(
                "oidc_policy",
                policy(
                    Map.ofEntries(
                        Map.entry("name", "a/b"),
                        Map.entry("platform", "GitHub"),
                        Map.entry("issuer", "token.example.com"),
                        Map.entry("repository", "acme/*"),
                        Map.entry("repository_id", "a b"),
                        Map.entry("owner_id", ""),
                        Map.entry("branches", List.of(" main")),
                        Map.entry("tags", List.of("")),
                        Map.entry("deployments", List.of(" ")),
                        Map.entry("workflows", List.of("x".repeat(257))),
                        Map.entry("events", List.of("push ")),
                        Map.entry("environments", List.of("a b")),
                        Map.entry("expires", "tomorrow"),
                        Map.entry("pulls_per_day", 0)))))
        .containsExactly(
            "ERROR name",
            "ERROR platform",
            "ERROR issuer",
            "ERROR repository",
            "ERROR repository_id",
            "ERROR owner_id",
            "ERROR branches",
            "ERROR tags",
            "ERROR deployments",
            "ERROR workflows",
            "ERROR events",
            "ERROR environments",
            "ERROR expires",
            "ERROR pulls_per_day");
    assertThat(told("oidc_policy", policy(Map.of("environments", List.of()))))
        .containsExactly("ERROR environments");
    assertThat(told("oidc_policy", policy(Map.of("expires", "2027-01-31T12:00:00.5Z"))))
        .containsExactly("ERROR expires");
    for (Object pulls : List.of(1.5, 12345678901L)) {
      assertThat(told("oidc_policy", policy(Map.of("pulls_per_day", pulls))))
          .containsExactly("ERROR pulls_per_day");
    }
  }

  @Test
  void aPolicy_thatPermitsNothing_isToldAtWhatIsMissing() {
    Map<String, Object> nothing = policy(Map.of("branches", List.of(), "events", List.of()));
    nothing.remove("workflows");
    assertThat(told("oidc_policy", nothing))
        .containsExactly("ERROR branches", "ERROR workflows", "ERROR events");
    assertThat(
            told(
                "oidc_policy",
                policy(Map.of("platform", "kubernetes", "deployments", List.of("production")))))
        .containsExactly("ERROR branches", "ERROR deployments", "ERROR workflows", "ERROR events");
    assertThat(told("oidc_policy", policy(Map.of("platform", "forge", "events", List.of()))))
        .as("only the server knows this platform")
        .isEmpty();
  }

  @Test
  void aPolicy_ofWhichOnlyAPartIsKnown_isJudgedByThatPart() {
    Row row = Rows.of(policy(Map.of("tags", List.of())));
    for (String name : List.of("branches", "workflows", "events", "environments")) {
      row = row.with(name, Value.Absent.UNKNOWN);
    }
    assertThat(told("oidc_policy", row)).isEmpty();
    assertThat(told("oidc_policy", row.with("repository", "acme/*")))
        .containsExactly("ERROR repository");
    assertThat(told("oidc_policy", row.with("platform", Value.Absent.UNKNOWN))).isEmpty();
    assertThat(told("oidc_policy", Row.EMPTY)).isEmpty();
  }

  @Test
  void importIds_areReadable() {
    assertThat(imported("vault", "acme/web"))
        .containsEntry("organization", "acme")
        .containsEntry("vault", "web");
    assertThat(imported("vault", "web")).containsEntry("organization", null);
    assertThat(imported("secret", "acme/web/staging/KEY"))
        .containsEntry("vault", "web")
        .containsEntry("environment", "staging")
        .containsEntry("key", "KEY");
    assertThat(imported("grant", "acme/bob")).containsEntry("member", "bob");
    assertThat(imported("membership", "acme/bob")).containsEntry("invitation", "bob");
    assertThat(imported("organization", "acme")).containsEntry("name", "acme");
    assertThat(imported("oidc_policy", "acme/web/deploy"))
        .containsEntry("organization", "acme")
        .containsEntry("vault", "web")
        .containsEntry("name", "deploy");
    assertThat(imported("oidc_policy", "web/" + "0".repeat(32))).containsEntry("vault", "web");
    for (String wrong :
        List.of(
            "grant bob",
            "membership bob/",
            "secret web/KEY",
            "vault a/b/c",
            "oidc_policy deploy",
            "oidc_policy a/b/c/deploy",
            "oidc_policy web/")) {
      String[] words = wrong.split(" ", -1);
      assertThatIllegalArgumentException().isThrownBy(() -> imported(words[0], words[1]));
    }
  }

  private static Map<String, Object> imported(String type, String id) {
    return Rows.plain(Types.catalogue().resource("coffer_" + type).imported(id));
  }
}
