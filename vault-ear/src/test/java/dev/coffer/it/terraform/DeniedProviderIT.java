package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.it.hostile.LyingServer;
import dev.coffer.it.hostile.LyingServer.Asked;
import dev.coffer.it.hostile.LyingServer.Told;
import dev.coffer.terraform.bridged.BridgedClient;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.kit.Workshop;
import dev.coffer.terraform.kit.Workshop.Outcome;
import dev.coffer.terraform.member.GrantResource;
import dev.coffer.terraform.member.MembershipResource;
import dev.coffer.terraform.policy.PolicyResource;
import dev.coffer.terraform.resource.ManagedResource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that says that there is no such thing ends nothing that a verified chain shows, and
 * Terraform lets go of none of it.
 */
final class DeniedProviderIT extends MemberCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  private static final String KEPT = "nothing counts as gone";
  private static final String BOB = "coffer_membership.bob";
  private static final String GRANT = "coffer_grant.bob";
  private static final String POLICY = "coffer_oidc_policy.deploy";

  /** Says so of what is asked in one way, and counts how often. */
  private static final class Denial implements LyingServer.Lie {
    private final Predicate<Asked> about;
    private final AtomicInteger told = new AtomicInteger();

    Denial(Predicate<Asked> about) {
      this.about = about;
    }

    @Override
    public Optional<Told> instead(Asked asked) {
      if (!about.test(asked)) {
        return Optional.empty();
      }
      told.incrementAndGet();
      String problem =
          "{\"type\": \"https://coffer.dev/problems/not_found\", \"title\": \"There is none\","
              + " \"status\": 404, \"detail\": \"there is none\", \"code\": \"not_found\"}";
      return Optional.of(new Told(404, problem, Optional.empty(), true));
    }
  }

  private Denial denies(Predicate<Asked> about) {
    Denial denial = new Denial(about);
    between.tells(denial);
    return denial;
  }

  private static boolean isMembers(Asked asked) {
    return asked.path().contains("/api/orgs/") && asked.path().contains("/chain");
  }

  private static boolean isEventOfMembers(Asked asked) {
    return asked.method().equals("POST") && isMembers(asked);
  }

  private static boolean isLookAtMembers(Asked asked) {
    return asked.method().equals("GET") && isMembers(asked);
  }

  private static boolean isPolicies(Asked asked) {
    return asked.path().contains("/oidc/policies");
  }

  private boolean isMember() throws Exception {
    return bob.tries("list-remote", "--org", acme).status() == 0;
  }

  private static void keeps(Workshop workshop, String... addresses) throws Exception {
    for (String address : addresses) {
      assertThat(workshop.state(address)).as(address).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aRemovalWhoseEventIsDenied_isAnError_andTheMemberStays(boolean bridged) throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    member(workshop);
    Denial denial = denies(DeniedProviderIT::isEventOfMembers);
    workshop.write(List.of(organisation(), vault()));
    refuses(workshop.apply(), KEPT);
    assertThat(denial.told).hasPositiveValue();
    keeps(workshop, BOB);
    between.tellsTheTruth();
    assertThat(isMember()).isTrue();
    settles(workshop, "+0 ~0 -1");
    assertThat(isMember()).isFalse();
  }

  /** What the member has read is not known then, which is not to say that it is nothing. */
  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aRemovalAfterWhichALookIsDenied_isDone_andSaysWhatItCouldNotFindOut(boolean bridged)
      throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    member(workshop);
    Denial denial = denies(asked -> asked.is("GET", "/audit"));
    workshop.write(List.of(organisation(), vault()));
    Outcome applied = workshop.apply();
    assertThat(applied.errors()).isEmpty();
    assertThat(applied.changes()).isEqualTo("+0 ~0 -1");
    assertThat(applied.warnings()).anyMatch(line -> line.contains("cannot be found out"));
    assertThat(denial.told).hasPositiveValue();
    between.tellsTheTruth();
    assertThat(isMember()).isFalse();
    isSettled(workshop);
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aGrantWhoseEndIsDenied_isAnError_andStands(boolean bridged) throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    Block membership = member(workshop);
    workshop.write(List.of(organisation(), vault(), membership, grant("default")));
    settles(workshop, "+1 ~0 -0");
    Denial denial = denies(DeniedProviderIT::isEventOfMembers);
    workshop.write(List.of(organisation(), vault(), membership));
    refuses(workshop.apply(), KEPT);
    assertThat(denial.told).hasPositiveValue();
    keeps(workshop, GRANT, BOB);
    between.tellsTheTruth();
    settles(workshop, "+0 ~0 -1");
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aChainThatIsDenied_takesNothingOutOfTheState(boolean bridged) throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    Block membership = member(workshop);
    workshop.write(List.of(organisation(), vault(), membership, grant("default")));
    settles(workshop, "+1 ~0 -0");
    Denial denial = denies(DeniedProviderIT::isLookAtMembers);
    refuses(workshop.plan(), KEPT);
    workshop.write(List.of(organisation(), vault()));
    refuses(workshop.apply(), KEPT);
    assertThat(denial.told).hasPositiveValue();
    keeps(workshop, "coffer_organization.acme", BOB, GRANT);
    between.tellsTheTruth();
    workshop.write(List.of(organisation(), vault(), membership, grant("default")));
    isSettled(workshop);
    assertThat(isMember()).isTrue();
  }

  /** The account of a new command, which has looked at nothing yet. */
  private Declarations declarations(boolean bridged) {
    return bridged
        ? BridgedClient.of(
            bridge.address().toString(), Optional.of(bridge.tokenFile().toString()), Map.of())
        : client(anna);
  }

  private void declines(ManagedResource resource, boolean bridged, Map<String, Object> state) {
    assertThatExceptionOfType(Declined.class)
        .isThrownBy(() -> resource.delete(declarations(bridged), Rows.of(state), new Diagnostics()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Declined.Reason.REFUSED))
        .satisfies(e -> assertThat(e.advice()).contains(KEPT));
  }

  /** The plan was made while the server told the truth. */
  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void aChainThatIsDeniedAtApply_endsNothing(boolean bridged) throws Exception {
    Workshop workshop = workshop(TERRAFORM, bridged);
    Block membership = member(workshop);
    workshop.write(List.of(organisation(), vault(), membership, grant("default")));
    settles(workshop, "+1 ~0 -0");
    Map<String, Object> state = workshop.state(BOB);
    denies(DeniedProviderIT::isLookAtMembers);
    declines(new MembershipResource(), bridged, state);
    declines(new GrantResource(), bridged, workshop.state(GRANT));
    assertThat(Path.of(state.get("link_file").toString())).exists();
    between.tellsTheTruth();
    isSettled(workshop);
    assertThat(isMember()).isTrue();
  }

  private void policy(Workshop workshop) throws Exception {
    workshop.write(List.of(organisation(), vault(), PolicyCase.secret(), PolicyCase.policy()));
    settles(workshop, "+4 ~0 -0");
  }

  private String listed() throws Exception {
    return anna.run("oidc", "list", "--json");
  }

  /** The bridge is asked by its client alone: a secret takes a provider block without bridge. */
  @Test
  void aPolicyWhoseEndIsDenied_isAnError_andStands() throws Exception {
    Workshop workshop = workshop(TERRAFORM, false);
    policy(workshop);
    checkOut(anna.machine(), workshop);
    Map<String, Object> state = workshop.state(POLICY);
    Denial denial = denies(asked -> isPolicies(asked) && !asked.method().equals("GET"));
    workshop.write(List.of(organisation(), vault(), PolicyCase.secret()));
    refuses(workshop.apply(), KEPT);
    assertThat(denial.told).hasPositiveValue();
    keeps(workshop, POLICY);
    bridgedPolicyStays(state);
    between.tellsTheTruth();
    assertThat(listed()).contains(state.get("policy_id").toString());
    settles(workshop, "+0 ~0 -1");
    assertThat(listed()).doesNotContain(state.get("policy_id").toString());
  }

  private void bridgedPolicyStays(Map<String, Object> state) throws Exception {
    workshop(TERRAFORM, true);
    declines(new PolicyResource(), true, state);
  }

  @ParameterizedTest(name = "bridged: {0}")
  @ValueSource(booleans = {false, true})
  void policiesThatAreDenied_stayInTheState_andAreToBeSetAgain(boolean bridged) throws Exception {
    policy(workshop(TERRAFORM, false));
    Workshop workshop = workshop(TERRAFORM, bridged);
    workshop.importing("coffer_organization.acme", acme);
    workshop.importing("coffer_vault.web", acme + "/web");
    workshop.importing(POLICY, acme + "/web/deploy");
    workshop.write(List.of(organisation(), vault(), PolicyCase.policy()));
    settles(workshop, "+0 ~1 -0"); // takes over how the block writes its expiry
    denies(asked -> isPolicies(asked) && asked.method().equals("GET"));
    Outcome planned = workshop.plan();
    assertThat(planned.errors()).isEmpty();
    assertThat(planned.changes()).isEqualTo("+0 ~1 -0");
    keeps(workshop, POLICY);
    between.tellsTheTruth();
    isSettled(workshop);
  }

  /** Which vaults there are no chain says: one that is gone already is gone. */
  @Test
  void aVaultThatSomebodyElseTookAway_isGone() throws Exception {
    member(workshop(TERRAFORM, false));
    VaultPlace web = new VaultPlace(Optional.of(acme), "web");
    assertThat(client(anna).vaults().remove(web)).isEqualTo(Vaults.Removal.GONE);
    assertThat(client(anna).vaults().remove(web)).isEqualTo(Vaults.Removal.GONE);
    assertThat(client(anna).vaults().find(web)).isEmpty();
  }
}
