package dev.coffer.client.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.policy.OrganisationPolicyChain;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.SamplePolicies;
import dev.coffer.client.policy.SeenChain;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.policy.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may let CI runs read an organisation's vault, and what every new key of it escrows. The
 * server in memory refuses a push that escrows anything more or less than what stands.
 */
class OrganisationPoliciesTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final TrustPolicy WANTED =
      SamplePolicies.of(1, Colleague.VAULT, "default", "staging");

  @TempDir Path place;
  private final FakeOrganisations server = new FakeOrganisations();
  private Colleague anna;
  private Colleague bob;

  @BeforeEach
  void aSharedVault() {
    anna = new Colleague(place, "anna", server);
    anna.organisations().create(new OrganisationName("acme"));
    anna.shop.policies = server::policies;
    anna.shop.chain = event -> server.append("acme", event);
    set(anna, "1");
  }

  private void letIn(Role role) {
    bob = new Colleague(place, "bob", server);
    bob.shop = anna.shop;
    anna.letIn(bob, role);
    anna.shared().followUp();
    bob.sync().pull(Resolution.OURS);
  }

  private static void set(Colleague who, String value) {
    VaultStore store = who.organisation().vaults().store();
    store.update(
        Colleague.VAULT,
        local ->
            local.editing(local.working().with(EnvironmentName.DEFAULT, Map.of("KEY", value))));
    who.sync().push();
  }

  private static VaultPolicies policies(Colleague who) {
    Organisation.Vaults vaults = who.organisation().vaults();
    SeenChain seen = new SeenChain(new OrganisationPolicyChain(who.organisation()));
    return new VaultPolicies(
        Colleague.VAULT, vaults.store(), vaults.remote(), who.rules(seen::roster), seen);
  }

  private int epoch() {
    String head = anna.shop.versions.get(anna.shop.versions.size() - 1).encryptedBlob();
    return Envelope.parse(head).manifest().epoch();
  }

  private void escrowedIn(int epoch) {
    assertThat(epoch()).isEqualTo(epoch);
    assertThat(anna.shop.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(WANTED)));
    assertThat(anna.shop.escrow.values())
        .allSatisfy(
            key -> {
              assertThat(key.context().epoch()).isEqualTo(epoch);
              assertThat(anna.shop.escrowKey.open(key)).isNotNull();
            });
  }

  @Test
  void set_byAMaintainer_standsForAll() {
    letIn(Role.MAINTAINER);
    policies(bob).set(WANTED);
    escrowedIn(1);
    PolicyEntry seen = policies(anna).find(WANTED.id().value());
    assertThat(seen.policy()).contains(WANTED);
    assertThat(seen.setBy()).contains("bob");
  }

  /** A developer has every key, and could escrow it; the chain has the last word. */
  @Test
  void set_byADeveloper_isRefusedBeforeAnythingIsSent() {
    letIn(Role.DEVELOPER);
    int length = server.length();
    assertThatExceptionOfType(ClientException.Conflict.class)
        .isThrownBy(() -> policies(bob).set(WANTED))
        .withMessageContaining("only owners, admins and maintainers");
    requireNothingHappened(length);
  }

  @Test
  void set_byAReader_isRefusedBeforeAnythingIsSent() {
    letIn(Role.READER);
    int length = server.length();
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> policies(bob).set(WANTED))
        .withMessageContaining("may not share keys");
    requireNothingHappened(length);
  }

  private void requireNothingHappened(int length) {
    assertThat(server.length()).isEqualTo(length);
    assertThat(anna.shop.policyChanges).isZero();
    assertThat(anna.shop.escrow).isEmpty();
  }

  @Test
  void remove_byADeveloper_isRefusedAndThePolicyStands() {
    letIn(Role.DEVELOPER);
    policies(anna).set(WANTED);
    assertThatExceptionOfType(ClientException.Conflict.class)
        .isThrownBy(() -> policies(bob).remove(WANTED.id()));
    assertThat(server.policies().of(Colleague.VAULT)).containsExactly(WANTED);
    escrowedIn(1);
  }

  @Test
  void set_anotherMemberFirst_isDoneOnTopOfThat() {
    letIn(Role.MAINTAINER);
    TrustPolicy theirs = SamplePolicies.of(2, Colleague.VAULT, "staging");
    anna.shop.beforePolicy = () -> policies(bob).set(theirs);
    policies(anna).set(WANTED);
    assertThat(server.policies().of(Colleague.VAULT)).containsExactly(WANTED, theirs);
  }

  @Test
  void removeMember_escrowsInTheNewEpoch_andNamesThePoliciesThatTheySet() {
    letIn(Role.MAINTAINER);
    policies(bob).set(WANTED);
    Members.Removal removal = anna.members().remove("bob");
    assertThat(removal.vaults()).allMatch(step -> step.failure() == null).hasSize(1);
    assertThat(removal.policies()).containsExactly(WANTED);
    assertThat(server.policies().of(Colleague.VAULT)).as("stays").containsExactly(WANTED);
    escrowedIn(2);
  }

  @Test
  void removeMember_otherMembersPolicies_areNotNamed() {
    letIn(Role.MAINTAINER);
    policies(anna).set(WANTED);
    assertThat(anna.members().remove("bob").policies()).isEmpty();
    escrowedIn(2);
  }

  @Test
  void limitedAccess_escrowsInTheNewEpoch() {
    letIn(Role.DEVELOPER);
    policies(anna).set(WANTED);
    anna.members().changeAccess("bob", access -> access.granting(STAGING, true));
    escrowedIn(2);
  }

  /** Also a member that may set no policy escrows for those that stand. */
  @Test
  void rotateKey_byADeveloper_escrows() {
    letIn(Role.DEVELOPER);
    policies(anna).set(WANTED);
    bob.sync().rotateKey();
    escrowedIn(2);
    assertThat(anna.shop.escrow.values())
        .allSatisfy(key -> assertThat(key.author()).isEqualTo(bob.identity.keyId()));
  }

  /** The vault was unshared, and its policies stood on. */
  @Test
  void share_againWherePoliciesStand_escrowsWithTheFirstVersion() {
    policies(anna).set(WANTED);
    anna.shop.versions.clear();
    anna.shop.escrow.clear();
    VaultStore shared = anna.organisation().vaults().store();
    shared.update(Colleague.VAULT, local -> LocalVault.fresh(Colleague.VAULT));
    ProjectFile project = ProjectFile.create(place, Colleague.VAULT, PayloadFormat.COFFER_1);
    VaultStore own = anna.ownVaults();
    own.update(
        Colleague.VAULT,
        local -> local.editing(local.working().with(STAGING, Map.of("TOKEN", "1"))));
    new VaultSharing(project, own, shared).share(anna.membership(), anna.sync());
    escrowedIn(1);
  }
}
