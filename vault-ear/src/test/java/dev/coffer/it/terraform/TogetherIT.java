package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Together;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two applies at once both end as declared, or one is told what is in its way. */
final class TogetherIT extends PolicyCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private static List<Outcome> together(Workshop... workshops) throws Exception {
    return Together.send(Stream.of(workshops).<Callable<Outcome>>map(one -> one::apply).toList());
  }

  @Test
  void twoApplies_fromOneProfile_bothEndAsDeclared() throws Exception {
    try (KeptHost one = Terraforming.newHost();
        KeptHost other = Terraforming.newHost()) {
      Teammate anna = Teammate.of(Running.H2, "anna");
      anna.run("org", "create", acme);
      Workshop begun = TERRAFORM.own(one, anna, Map.of("organization", acme));
      begun.write(List.of(vault()));
      applies(begun, "+1 ~0 -0");
      Workshop left = TERRAFORM.own(one, anna, Map.of("organization", acme));
      Workshop right = TERRAFORM.own(other, anna, Map.of("organization", acme));
      left.write(List.of(vault("left"), secret("a", "A", SECRET), secret("b", "B", SECRET)));
      right.write(List.of(vault("right"), secret("c", "C", SECRET), secret("d", "D", SECRET)));
      together(left, right).forEach(done -> assertThat(done.errors()).isEmpty());
      isSettled(left);
      isSettled(right);
      isSettled(begun);
      assertThat(anna.run("list-remote", "--org", acme)).contains("left", "right", "web");
    }
  }

  @Test
  void twoApplies_ofTheSame_oneIsTold_andTheNextIsClean() throws Exception {
    try (KeptHost one = Terraforming.newHost();
        KeptHost other = Terraforming.newHost()) {
      Teammate anna = Teammate.of(Running.H2, "anna");
      Machine second = anna.another("anna2");
      Teammate laptop = new Teammate(anna.account(), anna.password(), second, anna.server());
      Workshop left = TERRAFORM.own(one, anna, Map.of());
      Workshop right = TERRAFORM.own(other, laptop, Map.of());
      left.write(List.of(vault("web")));
      right.write(List.of(vault("web")));
      oneIsTold(left, right, "web");
    }
  }

  /** Of two that declare the same vault, the one that is told takes it over. */
  private static void oneIsTold(Workshop left, Workshop right, String vault) throws Exception {
    List<Outcome> outcomes = together(left, right);
    assertThat(outcomes).filteredOn(outcome -> outcome.errors().isEmpty()).hasSize(1);
    boolean leftWon = outcomes.get(0).errors().isEmpty();
    refuses(outcomes.get(leftWon ? 1 : 0), "already");
    Workshop loser = leftWon ? right : left;
    assertThat(loser.importing("coffer_vault.web", vault).errors()).isEmpty();
    isSettled(left);
    isSettled(right);
  }

  /** A vault of its own with a policy, and a variable in the vault that both write to. */
  private static List<Block> side(String name) {
    return List.of(
        vault(name),
        secret("own", "API_KEY", SECRET).with("vault", name),
        policy().with("vault", name),
        secret("shared", name.toUpperCase(Locale.ROOT), SECRET));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void twoAppliesOfTheRealProgram_fromOneProfile_bothEndAsDeclared(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    anna.run("org", "create", acme);
    Declarations before = client(anna);
    before.vaults().create(in("web"), Optional.empty());
    Workshop left = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    Workshop right = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    left.write(side("left"));
    right.write(side("right"));
    for (Outcome done : together(left, right)) {
      assertThat(done.errors()).isEmpty();
      assertThat(done.changes()).isEqualTo("+4 ~0 -0");
    }
    isSettled(left);
    isSettled(right);
    Declarations now = client(anna);
    for (String side : List.of("left", "right")) {
      assertThat(now.policies().find(new Name(in(side), "deploy"))).isPresent();
      assertThat(now.secrets().read(in(side), "default")).containsOnlyKeys("API_KEY");
    }
    assertThat(now.secrets().read(in("web"), "default")).containsOnlyKeys("LEFT", "RIGHT");
    assertThat(left.everything() + right.everything()).doesNotContain(SECRET);
  }

  private VaultPlace in(String vault) {
    return new VaultPlace(Optional.of(acme), vault);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void twoAppliesOfTheRealProgram_ofTheSame_oneIsTold_andTheNextIsClean(Driver driver)
      throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    anna.run("org", "create", acme);
    Workshop left = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    Workshop right = TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    left.write(List.of(vault()));
    right.write(List.of(vault()));
    oneIsTold(left, right, acme + "/web");
    assertThat(client(anna).vaults().find(in("web")).orElseThrow().name()).isEqualTo("Web");
  }
}
