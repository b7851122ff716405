package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.hostile.LyingServer;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of members that ends before every vault has its new key is ended by the next apply. */
final class UnfinishedProviderIT extends MemberCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  /** Nothing that is sent for the vault arrives. */
  private void swallows(Runnable meanwhile) {
    between.tells(
        new LyingServer.Lie() {
          @Override
          public Optional<Told> instead(Asked asked) {
            if (asked.method().equals("GET") || !asked.path().contains("/vaults/web")) {
              return Optional.empty();
            }
            meanwhile.run();
            return Optional.of(new Told(503, NONE, Optional.empty(), false));
          }
        });
  }

  /** What the server has of the vault, with its version. */
  private String stored() throws Exception {
    return anna.run("list-remote", "--org", acme, "--json");
  }

  private void removalIsFinished(Workshop workshop) throws Exception {
    assertThat(workshop.state("coffer_membership.bob")).containsKey("account");
    String before = stored();
    between.tellsTheTruth();
    Outcome planned = workshop.plan();
    assertThat(planned.errors()).isEmpty();
    assertThat(planned.changes()).isEqualTo("+0 ~0 -1");
    assertThat(planned.warnings())
        .anyMatch(line -> line.contains("was interrupted") && line.contains("web"))
        .anyMatch(line -> line.contains("wait for new keys") && line.contains("web"));
    assertThat(stored()).as("no new key yet").isEqualTo(before);
    settles(workshop, "+0 ~0 -1");
    assertThat(stored()).isNotEqualTo(before);
    assertThat(workshop.plan().warnings()).noneMatch(line -> line.contains("new keys"));
    assertThat(bob.tries("list-remote", "--org", acme).status()).isEqualTo(7);
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aRemovalThatFailedHalfWay_staysInTheState_andTheNextApplyFinishes(boolean bridged)
      throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    member(workshop);
    swallows(() -> {});
    workshop.write(List.of(organisation(), vault()));
    Outcome failed = workshop.apply();
    refuses(failed, "no new key yet: web");
    removalIsFinished(workshop);
  }

  @Test
  void aProviderKilledBeforeTheNewKey_isFinishedByTheNextApply() throws Exception {
    try (KeptHost process = Terraforming.newHost()) {
      Workshop workshop = TERRAFORM.own(process, anna, Map.of("organization", acme));
      member(workshop);
      swallows(() -> kill(workshop));
      workshop.write(List.of(organisation(), vault()));
      assertThat(workshop.apply().errors()).isNotEmpty();
      removalIsFinished(workshop);
    }
  }

  private static void kill(Workshop workshop) {
    try {
      workshop.killProvider();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aMemberWhoseRemovalWasInterrupted_andWhoIsStillDeclared_isInvitedAnew(boolean bridged)
      throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    Block membership = member(workshop);
    swallows(() -> {});
    assertThat(anna.tries("org", "remove", bob.account(), "--org", acme).status()).isNotZero();
    between.tellsTheTruth();
    workshop.write(List.of(organisation(), vault(), membership));
    settles(workshop, "+0 ~1 -0");
    assertThat(workshop.state("coffer_membership.bob")).containsEntry("state", "invited");
    assertThat(workshop.plan().warnings()).noneMatch(line -> line.contains("new keys"));
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aGrantThatFailedHalfWay_isAChangeToCome_andItsEndAsWell(boolean bridged) throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    Block membership = member(workshop);
    swallows(() -> {});
    workshop.write(List.of(organisation(), vault(), membership, grant("default")));
    refuses(workshop.apply(), "no new key yet: web");
    between.tellsTheTruth();
    settles(workshop, "+1 ~0 -0");
    swallows(() -> {});
    workshop.write(List.of(organisation(), vault(), membership, grant("staging")));
    refuses(workshop.apply(), "no new key yet: web");
    between.tellsTheTruth();
    settles(workshop, "+0 ~1 -0");
    assertThat(workshop.state("coffer_grant.bob").get("unfinished")).isEqualTo(List.of());
    swallows(() -> {});
    workshop.write(List.of(organisation(), vault(), membership));
    refuses(workshop.apply(), "no new key yet: web");
    between.tellsTheTruth();
    settles(workshop, "+0 ~0 -1");
  }
}
