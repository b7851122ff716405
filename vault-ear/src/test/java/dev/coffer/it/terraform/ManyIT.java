package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.CountedServer;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many resources a plan is over, it asks the server a few times. */
final class ManyIT extends PolicyCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private static final String CHANGED = "ch4nged-" + Workplace.random();
  private static final int MANY = 200;

  /** What an apply may ask besides, however many policies there are. */
  private static final int MORE = 60;

  private static final int SECRETS = 50;

  /** What one plan may ask. */
  private static final int FEW = 8;

  private static List<Block> policies(Driver driver) {
    Block each = policy().with("environments", List.of("default"));
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
      blocks.addAll(policies(driver));
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

  /** Those of one vault; the real programs apply ten of them at a time. */
  private static List<Block> secrets(Driver driver) {
    if (driver != Terraforming.OWN) {
      return List.of(
          secret("many", "KEY_${each.key}", SECRET)
              .with("for_each", "${toset([for i in range(" + SECRETS + ") : tostring(i)])}"));
    }
    return IntStream.range(0, SECRETS)
        .mapToObj(i -> secret("many" + i, "KEY_" + i, SECRET))
        .toList();
  }

  private static List<String> heads(List<String> asked) {
    return asked.stream().filter(line -> line.matches("GET .*/vaults/web/sync")).toList();
  }

  private static List<String> pushes(List<String> asked) {
    return asked.stream().filter(line -> line.matches("POST .*/vaults/web/sync")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void manySecrets_areReadByOneLookAtTheirVault(Driver driver) throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Teammate anna = Teammate.of(Running.H2, "anna", server.uri());
      Workshop workshop = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
      List<Block> blocks = new ArrayList<>(List.of(organisation(), vault()));
      blocks.addAll(secrets(driver));
      workshop.write(blocks);
      server.asked();
      applies(workshop, "+" + (SECRETS + 2) + " ~0 -0");
      List<String> applying = server.asked();
      assertThat(pushes(applying)).as("each a version").hasSize(SECRETS + 1);
      assertThat(heads(applying)).as("one for each version").hasSizeLessThan(SECRETS + FEW);
      assertThat(applying)
          .as("the head, who may write it, the push")
          .hasSizeLessThan(3 * SECRETS + 3 * FEW);

      asksOnce(workshop, server, "+0 ~0 -0");
      VaultPlace web = new VaultPlace(Optional.of(acme), "web");
      client(anna).secrets().put(new Secrets.Name(web, "default", "KEY_7"), CHANGED);
      asksOnce(workshop, server, "+0 ~1 -0");
      applies(workshop, "+0 ~1 -0");
      assertThat(heads(server.asked())).as("a look and a change").hasSize(2);
      isSettled(workshop);
      assertThat(client(anna).secrets().read(web, "default"))
          .hasSize(SECRETS)
          .allSatisfy((key, value) -> assertThat(value).isEqualTo(SECRET));
      assertThat(workshop.everything()).doesNotContain(SECRET, CHANGED);
    }
  }

  /** The real program always, for it reads and applies several at once. */
  static Stream<Driver> both() {
    return Stream.concat(Stream.of(Terraforming.OWN), real());
  }

  private static void asksOnce(Workshop workshop, CountedServer server, String changes)
      throws Exception {
    server.asked();
    Outcome plan = workshop.plan();
    List<String> planning = server.asked();
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.changes()).isEqualTo(changes);
    assertThat(heads(planning)).as("a vault is looked at once").hasSize(1);
    assertThat(planning).hasSizeLessThanOrEqualTo(FEW).allMatch(line -> line.startsWith("GET"));
  }
}
