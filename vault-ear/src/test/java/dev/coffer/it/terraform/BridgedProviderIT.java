package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.data;
import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.bridge.RunningBridge;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider without keys and without a session: a running bridge does what is declared. */
final class BridgedProviderIT extends ProviderCase {
  private static final String SECRET = "s3cret-" + Workplace.random();

  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private Teammate anna;
  private RunningBridge bridge;

  @BeforeEach
  void start() throws Exception {
    anna = Teammate.of(Running.H2, "anna");
    bridge = RunningBridge.on(anna.machine());
  }

  @AfterEach
  void end() throws Exception {
    try (RunningBridge ending = bridge) {
      Said ended = ending.end();
      assertThat(ended.status()).as("%s", ended).isZero();
      assertThat(ended.talk()).doesNotContain("unexpectedly");
    }
  }

  /** One case goes through the real programs as well. */
  static Stream<Driver> all() {
    return Stream.concat(drivers(), real()).distinct();
  }

  private Workshop workshop(Driver driver) throws Exception {
    return TERRAFORM.bridged(driver, bridge, Map.of("organization", acme));
  }

  private static Block policy() {
    return resource(
        "coffer_oidc_policy",
        "deploy",
        Map.of(
            "vault", "web",
            "name", "deploy",
            "platform", "github",
            "repository", "acme/shop",
            "repository_id", "777001",
            "branches", List.of("main"),
            "workflows", List.of(".github/workflows/deploy.yml"),
            "events", List.of("push"),
            "environments", List.of("default")));
  }

  private static void isSecret(Workshop workshop, RunningBridge bridge) throws Exception {
    assertThat(workshop.everything()).doesNotContain(SECRET, bridge.token(), "/join#1.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void aConfigurationsWholeLife(Driver driver) throws Exception {
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation(), vault(), rules("port")));
    settles(workshop, "+3 ~0 -0");
    assertThat(workshop.state("coffer_organization.acme")).containsEntry("role", "owner");
    assertThat(workshop.state("coffer_vault.web")).containsEntry("id", acme + "/web");
    checkOut(anna.machine(), workshop);
    anna.machine().expect(SECRET, "set", "PORT");
    anna.machine().expect(NONE, "push");
    applies(workshop, "+0 ~1 -0"); // the project gives the vault another name

    List<Block> all =
        List.of(
            organisation(),
            vault(),
            rules("integer"),
            policy(),
            data("coffer_vault", "seen", Map.of("vault", "web")));
    workshop.write(all);
    Outcome planned = workshop.plan();
    assertThat(planned.errors()).isEmpty();
    assertThat(planned.warnings())
        .anyMatch(line -> line.contains("1 key of " + acme + "/web becomes readable by github"));
    settles(workshop, "+1 ~1 -0");
    assertThat(workshop.state("data.coffer_vault.seen").get("environments"))
        .isEqualTo(List.of("default"));
    assertThat(anna.machine().expect(NONE, "oidc", "list", "--json")).contains("acme/shop");
    assertThat(anna.run("log", "--org", acme, "--all", "--json"))
        .contains("\\\"client\\\":\\\"bridge\\\"")
        .doesNotContain("\\\"client\\\":\\\"terraform\\\"");

    anna.machine().expect(NONE, "oidc", "revoke", id(workshop));
    assertThat(workshop.plan().changes()).isEqualTo("+1 ~0 -0");
    settles(workshop, "+1 ~0 -0");
    workshop.forget("coffer_vault.web");
    refuses(workshop.apply(), "already");
    assertThat(workshop.importing("coffer_vault.web", acme + "/web").errors()).isEmpty();
    isSettled(workshop);
    assertThat(workshop.destroy().errors()).isEmpty();
    assertThat(anna.run("list-remote", "--org", acme)).doesNotContain("web");
    isSecret(workshop, bridge);
  }

  private static String id(Workshop workshop) throws Exception {
    return (String) workshop.state("coffer_oidc_policy.deploy").get("policy_id");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aMembership_fromTheInvitationToItsEnd(Driver driver) throws Exception {
    Teammate bob = Teammate.of(Running.H2, "bob");
    Path link = Workplace.folder("links").resolve("bob.link");
    Block membership =
        resource(
            "coffer_membership",
            "bob",
            Map.of("role", "developer", "link_file", link.toString(), "expires_in_hours", 2));
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation(), vault(), membership));
    settles(workshop, "+3 ~0 -0");
    assertThat(workshop.state("coffer_membership.bob")).containsEntry("state", "invited");
    anna.confirms(acme, bob, Files.readString(link).strip());

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
                Map.of("default", "read")));
    workshop.write(List.of(organisation(), vault(), membership, grant));
    settles(workshop, "+1 ~0 -0");
    assertThat(workshop.state("coffer_membership.bob")).containsEntry("state", "confirmed");
    checkOut(anna.machine(), workshop);
    anna.machine().expect(SECRET, "set", "KEY");
    anna.machine().expect(NONE, "push");

    workshop.write(List.of(organisation(), vault().with("name", "Renamed")));
    Outcome removed = workshop.apply();
    assertThat(removed.errors()).isEmpty();
    assertThat(removed.warnings()).anyMatch(line -> line.contains("could read 1 values"));
    assertThat(bob.tries("org", "show", acme).status()).isNotZero();
    assertThat(link).doesNotExist();
    isSecret(workshop, bridge);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void values_areNotDeclaredOverABridge_andNothingIsWritten(Driver driver) throws Exception {
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation(), vault()));
    settles(workshop, "+2 ~0 -0");
    workshop.write(List.of(organisation(), vault(), secret("key", "API_KEY", SECRET)));
    Outcome planned = workshop.plan();
    refuses(planned, "neither takes nor gives a variable's value");
    refuses(workshop.apply(), "neither takes nor gives a variable's value");
    checkOut(anna.machine(), workshop);
    assertThat(anna.machine().run(NONE, "get", "API_KEY").status()).isNotZero();
    isSecret(workshop, bridge);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void aBridgeThatHasEnded_isNamed_andNothingIsMade(Driver driver) throws Exception {
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation()));
    bridge.end();
    refuses(workshop.apply(), "does not answer");
    bridge = RunningBridge.on(anna.machine());
    bridge.get("/v1/organisations/" + acme).require(404);
  }

  /** The same bridge's account and token, at a UNIX socket in place of the port. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no bridge listens at a UNIX socket there")
  void aConfigurationsLife_throughASocket(Driver driver, @TempDir Path folder) throws Exception {
    bridge.end();
    bridge = RunningBridge.on(anna.machine(), "unix:" + folder.resolve("bridge.sock"));
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation(), vault(), rules("port")));
    settles(workshop, "+3 ~0 -0");
    checkOut(anna.machine(), workshop);
    anna.machine().expect(SECRET, "set", "PORT");
    anna.machine().expect(NONE, "push");
    workshop.write(List.of(organisation(), vault().with("name", "Shop"), policy()));
    settles(workshop, "+1 ~1 -1");
    assertThat(anna.run("log", "--org", acme, "--all", "--json"))
        .contains("\\\"client\\\":\\\"bridge\\\"")
        .doesNotContain("\\\"client\\\":\\\"terraform\\\"");

    others(folder, "rwxrwxrwx");
    workshop.write(List.of(organisation(), vault(), policy()));
    refuses(workshop.plan(), "others than its owner can write to " + folder.toRealPath());
    refuses(workshop.apply(), "others than its owner can write to " + folder.toRealPath());
    others(folder, "rwx------");
    assertThat(anna.run("list-remote", "--org", acme)).contains("Shop");
    assertThat(workshop.destroy().errors()).isEmpty();
    assertThat(anna.run("list-remote", "--org", acme)).doesNotContain("web");
    isSecret(workshop, bridge);

    Files.delete(folder.resolve("bridge.sock"));
    refuses(workshop.apply(), "bridge at " + bridge.address() + " does not answer");
    assertThat(anna.run("list-remote", "--org", acme)).doesNotContain("web");
  }

  private static void others(Path folder, String mode) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void anotherToken_isRefused_andNothingIsMade(Driver driver) throws Exception {
    Workshop workshop = workshop(driver);
    workshop.write(List.of(organisation()));
    String token = Files.readString(bridge.tokenFile());
    Files.writeString(bridge.tokenFile(), "z".repeat(43));
    refuses(workshop.apply(), "does not know the token in " + bridge.tokenFile());
    Files.writeString(bridge.tokenFile(), token);
    bridge.get("/v1/organisations/" + acme).require(404);
  }
}
