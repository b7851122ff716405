package dev.coffer.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.EscrowOpening;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.policy.VaultPolicies.Outcome;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies that are set on what was seen before, when it is so no more. */
class SeenPoliciesTest extends PolicyCase {
  private VaultPolicies thatSawASecondVersion() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    b.sync().pull(Resolution.REFUSE);
    b.push("2");
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    return kept;
  }

  private void refusesTheHead(VaultPolicies kept, String reason) {
    List<TrustPolicy> before = standing();
    Map<EscrowGrant, EscrowedKey> escrow = Map.copyOf(server.escrow);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> kept.set(SamplePolicies.of(3, VAULT, "default")))
        .withMessageContaining(reason);
    assertThat(standing()).isEqualTo(before);
    assertThat(server.escrow).isEqualTo(escrow);
  }

  /** This machine's copy is of the first version: only what was seen shows it. */
  @Test
  void set_serverSetsTheVaultBack_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    server.versions.remove(1);
    refusesTheHead(kept, "sent version 1, but version 2 exists");
  }

  @Test
  void set_serverShowsAnotherEnvelopeOfTheVersion_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    server.versions.remove(1);
    SyncMachine c = another("c");
    a.accountVaults().shareKeys();
    c.sync().pull(Resolution.REFUSE);
    c.push("another");
    refusesTheHead(kept, "two different envelopes of version 2");
  }

  /** Both looked while there was no policy of this id. */
  @Test
  void begin_somebodyElseHasBegunItMeanwhile_isTaken_andTheirsStands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies(b).begin(theirs, PolicyCase::taken);
    assertThatThrownBy(() -> kept.begin(wanted, PolicyCase::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).contains(theirs).doesNotContain(wanted);
    assertThat(kept.begin(theirs, PolicyCase::taken)).isEqualTo(Outcome.UNCHANGED);
  }

  /** The server would take it: this machine signs on top of what the other process pinned. */
  @Test
  void begin_anotherProcessOfThisMachineHasBegunIt_isTaken_andTheirsStands() {
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(2, VAULT, "default"));
    TrustPolicy theirs = SamplePolicies.of(1, VAULT, "staging");
    policies().begin(theirs, PolicyCase::taken);
    assertThatThrownBy(() -> kept.begin(wanted, PolicyCase::taken))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("taken");
    assertThat(standing()).contains(theirs).doesNotContain(wanted);
  }

  @Test
  void set_anotherProcessOfThisMachineSetAnother_bothStand() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies().set(theirs);
    TrustPolicy next = SamplePolicies.of(3, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
        .containsExactly("pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs, next);
  }

  /** What {@code b} wrote was believed, and nobody who revoked it has accepted it. */
  @Test
  void set_authorOfTheHeadWasRevokedSince_isRefusedAsByOneThatSeesItFirst() {
    VaultPolicies kept = thatSawASecondVersion();
    revokesTheAuthorOfTheHead();
    assertThatThrownBy(() -> policies().set(SamplePolicies.of(4, VAULT, "default")))
        .isInstanceOf(ClientException.Tampered.class);
    refusesTheHead(kept, "");
    refusesTheHead(kept, "");
  }

  private void revokesTheAuthorOfTheHead() {
    KeyId author = Envelope.parse(server.versions.get(1).encryptedBlob()).manifest().author();
    devices.append(new ChainEvent.Revoked(author, List.of()), a.machine);
    a.machine.chain().current();
  }

  /** Seen by nobody here yet: the server's refusal brings it. */
  @Test
  void set_authorOfTheHeadWasRevokedElsewhere_isRefused() {
    VaultPolicies kept = thatSawASecondVersion();
    KeyId author = Envelope.parse(server.versions.get(1).encryptedBlob()).manifest().author();
    devices.append(new ChainEvent.Revoked(author, List.of()), a.machine);
    refusesTheHead(kept, "");
  }

  @Test
  void set_somebodyElseWasRevoked_isDoneOnTopOfThat() {
    SyncMachine c = another("c");
    VaultPolicies kept = policies();
    kept.set(wanted);
    devices.append(new ChainEvent.Revoked(c.machine.identity().keyId(), List.of()), a.machine);
    a.machine.chain().current();
    TrustPolicy next = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(next)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted, next);
  }

  @Test
  void set_anotherProcessAcceptedALaterVersion_andTheServerSetsItBack_isRefused() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    b.sync().pull(Resolution.REFUSE);
    b.push("2");
    a.sync().pull(Resolution.REFUSE);
    server.versions.remove(1);
    refusesTheHead(kept, "version 2");
  }

  /** The one that was in the way when it was seen last is gone. */
  @Test
  void begin_whatStoodWhenItWasSeenLast_andIsGone_stands() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(SamplePolicies.of(1, VAULT, "staging"));
    policies(b).remove(wanted.id());
    assertThat(kept.begin(wanted, PolicyCase::taken)).isEqualTo(Outcome.CREATED);
    assertThat(standing()).containsExactly(wanted);
  }

  @Test
  void set_chainMovedSinceItWasSeen_isDoneOnTopOfThat() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies();
    kept.set(wanted);
    TrustPolicy theirs = SamplePolicies.of(2, VAULT, "staging");
    policies(b).set(theirs);
    TrustPolicy next = SamplePolicies.of(3, VAULT, "default");
    assertThat(requests(() -> assertThat(kept.set(next)).isEqualTo(Outcome.CREATED)))
        .containsExactly("pull 304", "change policy", "chain", "pull 304", "change policy");
    assertThat(standing()).containsExactly(wanted, theirs, next);
  }

  @Test
  void set_escrowKeyIsAnotherMeanwhile_isSealedToThatOne() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    EscrowOpening next = new EscrowOpening();
    server.escrowKeys = List.of(next.view());
    server.beforePolicy =
        () -> {
          throw new ClientException.Refused(
              409, Problem.RECIPIENTS_CONFLICT.code(), "another escrow key", null, null);
        };
    TrustPolicy second = SamplePolicies.of(2, VAULT, "default");
    assertThat(kept.set(second)).isEqualTo(Outcome.CREATED);
    assertThat(next.open(escrowed(second, "default"))).isNotNull();
  }

  @Test
  void set_revokedSinceItWasSeen_isRefusedAndNothingIsStored() {
    SyncMachine b = second();
    a.accountVaults().shareKeys();
    VaultPolicies kept = policies(b);
    kept.set(wanted);
    a.accountVaults().revoke(b.machine.identity().keyId());
    int length = devices.length();
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> kept.set(SamplePolicies.of(2, VAULT, "default")));
    assertThat(devices.length()).isEqualTo(length);
    assertThat(standing()).containsExactly(wanted);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(wanted)));
  }

  @Test
  void remove_goneSinceItWasSeen_isNotFound() {
    VaultPolicies kept = policies();
    kept.set(wanted);
    policies().remove(wanted.id());
    int length = devices.length();
    assertThatExceptionOfType(ClientException.NotFound.class)
        .isThrownBy(() -> kept.remove(wanted.id()));
    assertThat(devices.length()).isEqualTo(length);
  }
}
