package dev.coffer.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.policy.VaultPolicies.Outcome;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies of an account's vault, and what is escrowed for them. */
class VaultPoliciesTest extends PolicyCase {
  @Test
  void set_isAnEventOfTheChain_andEscrowsExactlyItsEnvironments() {
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
    assertThat(a.machine.chain().known().orElseThrow().devices().policies().of(VAULT))
        .containsExactly(wanted);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
    assertThat(escrowed(wanted, "default").author()).isEqualTo(a.machine.identity().keyId());
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  /** Its first variable will be pushed without a new escrow. */
  @Test
  void set_environmentThatTheVaultDoesNotHave_isEscrowedAsWell() {
    policies().set(wanted);
    EscrowedKey staging = escrowed(wanted, "staging");
    assertThat(staging.context().environment()).isEqualTo(new EnvironmentName("staging"));
    assertThat(server.escrowKey.open(staging)).isNotNull();
  }

  @Test
  void set_again_changesNothing() {
    policies().set(wanted);
    assertThat(policies().set(wanted)).isEqualTo(Outcome.UNCHANGED);
    assertThat(server.policyChanges).isEqualTo(1);
  }

  @Test
  void set_standsAndItsEscrowIsGone_escrowsAgain() {
    policies().set(wanted);
    server.escrow.clear();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.UPDATED);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
  }

  @Test
  void set_otherRulesUnderTheId_replacesThem_andForgetsWhatTheyOpened() {
    policies().set(wanted);
    TrustPolicy narrower = SamplePolicies.of(1, VAULT, "default");
    assertThat(policies().set(narrower)).isEqualTo(Outcome.UPDATED);
    assertThat(standing()).containsExactly(narrower);
    assertThat(escrowed(narrower, "staging")).isNull();
  }

  @Test
  void settled_sameRulesUnderAnotherId_isTheOneThatStands() {
    policies().set(wanted);
    TrustPolicy twin = SamplePolicies.of(2, VAULT, "default", "staging");
    assertThat(policies().settled(twin)).isEqualTo(wanted);
    TrustPolicy other = SamplePolicies.of(2, VAULT, "staging");
    assertThat(policies().settled(other)).isEqualTo(other);
  }

  @Test
  void set_anotherDeviceChangesTheChainMeanwhile_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    server.beforePolicy = () -> policies(b).set(theirs);
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted, theirs);
    assertThat(server.policyChanges).as("mine, theirs, mine again").isEqualTo(3);
  }

  @Test
  void set_vaultGetsANewKeyMeanwhile_escrowsThatOne() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    server.beforePolicy = () -> b.sync().rotateKey();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(wanted, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  @Test
  void set_refusedForAnotherReason_isNotTriedAgain() {
    ClientException.Refused no =
        new ClientException.Refused(409, Problem.RECIPIENTS_CONFLICT.code(), "refused", null, null);
    server.chain =
        event -> {
          throw no;
        };
    int length = devices.length();
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> policies().set(wanted))
        .isSameAs(no);
    assertThat(server.policyChanges).isEqualTo(1);
    assertThat(devices.length()).isEqualTo(length);
    assertThat(server.escrow).isEmpty();
    assertThat(a.machine.chain().known().orElseThrow().length()).isEqualTo(length);
  }

  @Test
  void set_answerLost_isFoundToHaveArrived() {
    server.losesPolicyAnswers = true;
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
    assertThat(server.policyChanges).isEqualTo(1);
  }

  @Test
  void set_requestLost_isSaidAndCanBeDoneAgain() {
    server.beforePolicy =
        () -> {
          throw new ClientException.Unreachable("the server does not answer", null, null);
        };
    assertThatExceptionOfType(ClientException.Unreachable.class)
        .isThrownBy(() -> policies().set(wanted));
    assertThat(standing()).isEmpty();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void set_onADeviceThatIsNotApproved_isRefused() {
    SyncMachine b = second();
    a.accountVaults().revoke(b.machine.identity().keyId());
    assertThatExceptionOfType(ClientException.class).isThrownBy(() -> policies(b).set(wanted));
    assertThat(standing()).isEmpty();
    assertThat(server.escrow).isEmpty();
  }

  @Test
  void set_vaultThatTheServerDoesNotHave_isRefused() {
    SyncMachine b = second();
    server.versions.clear();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies(b).set(wanted))
        .withMessageContaining("does not have this vault yet");
    assertThat(standing()).isEmpty();
  }

  @Test
  void remove_endsIt_andItsEscrow() {
    policies().set(wanted);
    policies().remove(wanted.id());
    assertThat(standing()).isEmpty();
    assertThat(server.escrow).isEmpty();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().remove(wanted.id()));
    assertThat(server.policyChanges).isEqualTo(2);
  }

  @Test
  void remove_answerLost_isFoundToHaveArrived() {
    policies().set(wanted);
    server.losesPolicyAnswers = true;
    policies().remove(wanted.id());
    assertThat(standing()).isEmpty();
  }

  @Test
  void remove_serverSaysThatThereIsNoVault_isRefused_andThePolicyStands() {
    policies().set(wanted);
    server.denial = denial();
    assertThatThrownBy(() -> policies().remove(wanted.id())).isSameAs(server.denial);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void remove_policyOfAnotherVault_isRefused() {
    TrustPolicy other = SamplePolicies.of(3, new VaultId("other"), "default");
    devices.append(new ChainEvent.PolicySet(other), a.machine);
    int length = devices.length();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> policies().remove(other.id()));
    assertThat(devices.length()).isEqualTo(length);
    assertThat(policies().all()).isEmpty();
  }
}
