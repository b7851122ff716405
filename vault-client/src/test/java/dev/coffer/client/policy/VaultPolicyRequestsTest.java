package dev.coffer.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.policy.VaultPolicies.Outcome;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.policy.TrustPolicy;
import org.junit.jupiter.api.Test;

/** What is asked of the server for a policy, and what it costs to be told again. */
class VaultPolicyRequestsTest extends PolicyCase {
  /** It was chain, pull, chain, chain, chain, escrow keys, chain, change policy. */
  @Test
  void set_ordinarily_asksForNothingThatTheServerChecks() {
    assertThat(requests(() -> policies().set(wanted)))
        .containsExactly("pull", "escrow keys", "change policy");
  }

  @Test
  void set_ofWhoHasAskedTheServerBefore_usesItsAnswer() {
    VaultPolicies policies = policies();
    assertThat(policies.server().keys()).isNotEmpty();
    assertThat(requests(() -> policies.set(wanted))).containsExactly("pull", "change policy");
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  /** What this machine has verified is older: the server's refusal, or the head, shows it. */
  @Test
  void set_chainMovedSinceThisMachineVerifiedIt_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies(b).set(theirs);
    assertThat(requests(() -> assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED)))
        .containsExactly(
            "pull", "escrow keys", "change policy", "chain", "pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs);
  }

  @Test
  void begin_takenSinceThisMachineVerifiedTheChain_isTaken_andTheirsStands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies(b).set(theirs);
    assertThatThrownBy(() -> policies().begin(wanted, PolicyCase::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).containsExactly(theirs);
  }

  /** {@code c} is not in the chain that this machine has verified. */
  @Test
  void set_headIsByADeviceThatIsNewHere_isVerifiedByTheNewestChain() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    SyncMachine c = new SyncMachine(place, "c", devices, server);
    c.machine.enrol();
    devices.append(
        new ChainEvent.Approved(c.machine.identity().keys(), new DeviceName("c")), b.machine);
    c.machine.chain().pin(TrustedChain.verified(c.machine.chain().served()));
    b.accountVaults().shareKeys();
    c.sync().rotateKey();
    assertThat(policies().set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(wanted, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(wanted)).isEqualTo("1");
  }

  @Test
  void set_anotherAfterIt_asksOnlyWhetherTheVaultIsAnother() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    for (int i = 2; i < 5; i++) {
      TrustPolicy next = SamplePolicies.of(i, VAULT, "default");
      assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
          .containsExactly("pull 304", "change policy");
    }
    TrustPolicy narrower = SamplePolicies.of(1, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(narrower)).isEqualTo(Outcome.UPDATED)))
        .containsExactly("pull 304", "change policy");
    assertThat(standing()).hasSize(4).contains(narrower);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(standing()));
  }

  @Test
  void set_whatStands_asksWhetherItStillDoes() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    assertThat(requests(() -> assertThat(kept.set(wanted)).isEqualTo(Outcome.UNCHANGED)))
        .containsExactly("chain", "policies");
  }

  @Test
  void remove_ofWhatThisMachineKnows_asksForNothingBefore() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    assertThat(requests(() -> kept.remove(wanted.id()))).containsExactly("change policy");
    kept.set(wanted);
    assertThat(requests(() -> policies().remove(wanted.id()))).containsExactly("change policy");
    assertThat(standing()).isEmpty();
  }

  @Test
  void set_whatStoodWhenItWasSeenLast_andIsGone_standsAgain() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    policies(b).remove(wanted.id());
    assertThat(kept.set(wanted)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  /** The device that wrote the head is not in the chain as it was seen last. */
  @Test
  void set_newDeviceHasWrittenTheHead_isVerifiedByTheNewestChain() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    b.sync().rotateKey();
    TrustPolicy next = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(next)).isEqualTo(Outcome.CREATED);
    assertThat(escrowed(next, "default").context().epoch()).isEqualTo(2);
    assertThat(readByEscrow(next)).isEqualTo("1");
  }
}
