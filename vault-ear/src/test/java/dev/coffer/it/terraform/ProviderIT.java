package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static dev.coffer.terraform.kit.Block.ephemeral;
import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A configuration's whole life: plan, apply, empty plan, drift, import, replacement, destruction.
 */
final class ProviderIT extends ProviderCase {
  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final String CHANGED = "ch4nged-" + Workplace.random();

  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void organisationVaultAndRules(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    workshop.write(List.of(organisation(), vault(), rules("prot")));
    Outcome wrong = workshop.plan();
    refuses(wrong, "is none of");
    assertThat(wrong.changes()).isEqualTo("+0 ~0 -0");
    workshop.write(List.of(organisation(), vault(), rules("port")));
    settles(workshop, "+3 ~0 -0");
    assertThat(workshop.state("coffer_organization.acme")).containsEntry("role", "owner");
    assertThat(workshop.state("coffer_vault.web"))
        .containsEntry("id", acme + "/web")
        .containsEntry("name", "Web");
    assertThat(anna.run("list-remote", "--org", acme)).contains("web");
    assertThat(anna.run("log", "--org", acme, "--all", "--json"))
        .contains("\\\"client\\\":\\\"terraform\\\"");

    // Behind Terraform's back: a push of a project gives the vault another name.
    checkOut(anna.machine(), workshop);
    anna.machine().expect(SECRET, "set", "PORT");
    anna.machine().expect(NONE, "push");
    applies(workshop, "+0 ~1 -0");
    assertThat(anna.machine().expect(NONE, "get", "PORT").strip()).isEqualTo(SECRET);

    workshop.forget("coffer_vault.web");
    refuses(workshop.apply(), "already");
    assertThat(workshop.importing("coffer_vault.web", acme + "/none").errors()).isNotEmpty();
    assertThat(workshop.importing("coffer_vault.web", acme + "/web").errors()).isEmpty();
    workshop.write(
        List.of(
            organisation(),
            vault(),
            rules("integer"),
            data("coffer_vault", "seen", Map.of("vault", "web"))));
    settles(workshop, "+0 ~1 -0");
    assertThat(workshop.state("data.coffer_vault.seen").get("environments"))
        .isEqualTo(List.of("default"));

    workshop.write(List.of(organisation(), vault().with("vault", "shop")));
    applies(workshop, "+1 ~0 -2");
    assertThat(anna.run("list-remote", "--org", acme)).contains("shop").doesNotContain("web");
    Outcome destroyed = workshop.destroy();
    assertThat(destroyed.errors()).isEmpty();
    assertThat(destroyed.warnings()).anyMatch(warning -> warning.contains("stays on the server"));
    assertThat(anna.run("list-remote", "--org", acme)).doesNotContain("shop");
    assertThat(workshop.everything()).doesNotContain(SECRET);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void secrets_areInTheVault_andNowhereElse(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    Block secret = secret("key", "API_KEY", SECRET);
    workshop.write(List.of(organisation(), vault(), secret));
    applies(workshop, "+3 ~0 -0");
    checkOut(anna.machine(), workshop);
    assertThat(value(anna, "API_KEY")).isEqualTo(SECRET);

    anna.machine().expect(CHANGED, "set", "API_KEY");
    anna.machine().expect(NONE, "push");
    Outcome drifted = workshop.plan();
    assertThat(drifted.change()).isEqualTo(2); // the vault's name as well
    settles(workshop, "+0 ~2 -0");
    anna.machine().expect(NONE, "pull");
    assertThat(value(anna, "API_KEY")).isEqualTo(SECRET);

    workshop.write(List.of(organisation(), vault(), secret.with("value_wo", CHANGED)));
    isSettled(workshop);

    Block copy =
        resource(
            "coffer_secret",
            "copy",
            Map.of(
                "vault",
                "web",
                "environment",
                "staging",
                "key",
                "API_KEY",
                "value_wo",
                Block.secretOf("web", "API_KEY"),
                "value_wo_version",
                "1"));
    workshop.write(
        List.of(
            organisation(),
            vault(),
            secret,
            ephemeral("coffer_secrets", "web", Map.of("vault", "web")),
            copy));
    settles(workshop, "+1 ~0 -0");
    anna.machine().expect(NONE, "pull");
    assertThat(anna.machine().expect(NONE, "get", "API_KEY", "--env", "staging").strip())
        .isEqualTo(SECRET);
    workshop.write(
        List.of(
            organisation(),
            vault(),
            secret.with("value_wo", CHANGED).with("value_wo_version", "2")));
    applies(workshop, "+0 ~1 -1");
    workshop.write(List.of(organisation(), vault()));
    applies(workshop, "+0 ~0 -1");
    assertThat(workshop.everything()).doesNotContain(SECRET, CHANGED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void members_areInvitedGrantedAndRemoved(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Teammate bob = Teammate.of(Running.H2, "bob");
    anna.run("org", "create", acme);
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    Path link = Workplace.folder("links").resolve("bob");
    Block invited =
        resource(
            "coffer_membership", "bob", Map.of("role", "developer", "link_file", link.toString()));
    workshop.write(List.of(vault(), invited));
    applies(workshop, "+2 ~0 -0");
    assertThat(workshop.state("coffer_membership.bob")).containsEntry("state", "invited");
    String secret = Files.readString(link).strip();
    anna.confirms(acme, bob, secret);
    isSettled(workshop);
    workshop.write(List.of(vault(), invited.with("role", "reader")));
    refuses(workshop.plan(), "was accepted");

    Block grant =
        resource(
            "coffer_grant",
            "bob",
            Map.of(
                "member",
                bob.account(),
                "role",
                "developer",
                "environments",
                Map.of("staging", "write")));
    workshop.write(List.of(vault(), invited, grant));
    settles(workshop, "+1 ~0 -0");
    assertThat(workshop.state("coffer_membership.bob")).containsEntry("state", "confirmed");
    anna.run("org", "role", bob.account(), "maintainer", "--org", acme);
    applies(workshop, "+0 ~1 -0");
    assertThat(anna.run("org", "show", acme)).contains("developer");

    workshop.write(List.of(vault(), invited));
    applies(workshop, "+0 ~0 -1");
    assertThat(anna.run("org", "show", acme)).contains("reader");
    workshop.write(List.of(vault()));
    applies(workshop, "+0 ~0 -1");
    assertThat(bob.tries("list-remote", "--org", acme).status()).isEqualTo(7);
    assertThat(link).doesNotExist();
    assertThat(workshop.everything()).doesNotContain(secret.substring(secret.indexOf('#')));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void withoutAServerOrASession_nothingChanges(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of());
    workshop.write(List.of(vault()));
    applies(workshop, "+1 ~0 -0");
    Map<String, Object> before = workshop.state("coffer_vault.web");
    anna.run("logout");
    workshop.write(List.of(vault().with("name", "Shop")));
    Outcome outcome = workshop.apply();
    assertThat(outcome.errors()).anyMatch(error -> error.contains("signed in"));
    assertThat(workshop.state("coffer_vault.web")).isEqualTo(before);

    Workshop lost =
        TERRAFORM.workshop(
            driver, anna, Map.of("server", "http://127.0.0.1:" + Workplace.freePort()));
    lost.write(List.of(vault()));
    assertThat(lost.apply().errors()).isNotEmpty();
  }

  /** Everything that a configuration goes through, by the programs that people run. */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void aWholeLife(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    Block secret = secret("key", "API_KEY", SECRET);
    // By its id, so that the first plan does not look for a vault that is not there yet.
    Block opened = ephemeral("coffer_secrets", "web", Map.of("vault", "${coffer_vault.web.id}"));
    Block copy =
        secret("copy", "API_KEY", Block.secretOf("web", "API_KEY")).with("environment", "staging");
    workshop.write(List.of(organisation(), vault(), rules("port"), opened, secret));
    settles(workshop, "+4 ~0 -0");
    checkOut(anna.machine(), workshop);
    assertThat(value(anna, "API_KEY")).isEqualTo(SECRET);

    anna.machine().expect(CHANGED, "set", "API_KEY");
    anna.machine().expect(NONE, "push");
    workshop.write(List.of(organisation(), vault(), rules("port"), secret, opened, copy));
    settles(workshop, "+1 ~2 -0"); // the vault's name as well
    anna.machine().expect(NONE, "pull");
    assertThat(value(anna, "API_KEY")).isEqualTo(SECRET);

    workshop.forget("coffer_vault.web");
    refuses(workshop.apply(), "already");
    assertThat(workshop.importing("coffer_vault.web", acme + "/web").errors()).isEmpty();
    workshop.write(List.of(organisation(), vault().with("vault", "shop")));
    applies(workshop, "+1 ~0 -4");
    assertThat(anna.run("list-remote", "--org", acme)).contains("shop").doesNotContain("web");
    Outcome destroyed = workshop.destroy();
    assertThat(destroyed.errors()).isEmpty();
    assertThat(destroyed.warnings()).anyMatch(warning -> warning.contains("stays on the server"));
    assertThat(workshop.everything()).doesNotContain(SECRET, CHANGED);
  }
}
