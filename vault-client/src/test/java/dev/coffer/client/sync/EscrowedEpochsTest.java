package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.policy.SamplePolicies;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.client.recovery.RecoverySession;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which an account's vault gets a new key escrows what its policies name, and nothing
 * else. The server in memory refuses a push that brings anything more or less.
 */
class EscrowedEpochsTest {
  private static final TrustPolicy STANDING =
      SamplePolicies.of(1, SyncMachine.VAULT, "default", "staging");

  @TempDir Path place;
  private final FakeDevices devices = new FakeDevices();
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;
  private SyncMachine b;

  @BeforeEach
  void aPolicyAndASecondDevice() {
    server.policies = devices::policies;
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    devices.append(new ChainEvent.PolicySet(STANDING), a.machine);
    devices.append(
        new ChainEvent.PolicySet(SamplePolicies.of(2, new VaultId("other"), "default")), a.machine);
    a.machine.chain().current();
    b = new SyncMachine(place, "b", devices, server);
    b.machine.enrol();
    devices.append(
        new ChainEvent.Approved(b.machine.identity().keys(), new DeviceName("b")), a.machine);
  }

  private KeyId deviceOf(SyncMachine machine) {
    return machine.machine.identity().keyId();
  }

  /** All of them of this epoch, by this device, and to be opened. */
  private void escrowedIn(int epoch) {
    String head = server.versions.get(server.versions.size() - 1).encryptedBlob();
    assertThat(Envelope.parse(head).manifest().epoch()).isEqualTo(epoch);
    assertThat(server.escrow.keySet()).isEqualTo(EscrowGrant.due(List.of(STANDING)));
    assertThat(server.escrow.values())
        .allSatisfy(
            key -> {
              assertThat(key.context().epoch()).isEqualTo(epoch);
              assertThat(key.author()).isEqualTo(deviceOf(a));
              assertThat(server.escrowKey.open(key)).isNotNull();
            });
  }

  @Test
  void firstPush_escrows() {
    a.push("1");
    escrowedIn(1);
  }

  @Test
  void push_inTheSameEpoch_escrowsNothing() {
    a.push("1");
    a.push("2");
    assertThat(server.versions.get(1).escrowedKeys()).isNull();
    escrowedIn(1);
  }

  @Test
  void rotateKey_escrows() {
    a.push("1");
    a.sync().rotateKey();
    escrowedIn(2);
  }

  @Test
  void rotateKey_policiesRemoved_escrowsNothing() {
    a.push("1");
    devices.append(new ChainEvent.PolicyRemoved(STANDING.id()), a.machine);
    server.escrow.clear();
    a.sync().rotateKey();
    assertThat(server.versions.get(1).escrowedKeys()).isNull();
    assertThat(server.escrow).isEmpty();
  }

  @Test
  void revokeADevice_escrows() {
    a.push("1");
    a.accountVaults().shareKeys();
    escrowedIn(1);
    assertThat(a.accountVaults().revoke(deviceOf(b)))
        .extracting(AccountVaults.Step::failure)
        .containsOnlyNulls();
    escrowedIn(2);
  }

  /** A revocation that was made elsewhere and not followed up. */
  @Test
  void push_afterARevocation_escrows() {
    a.push("1");
    devices.append(new ChainEvent.Revoked(deviceOf(b), List.of()), a.machine);
    a.push("2");
    escrowedIn(2);
  }

  @Test
  void bringUpTo_whereANewKeyIsDue_escrows() {
    a.push("1");
    devices.append(new ChainEvent.Revoked(deviceOf(b), List.of()), a.machine);
    a.sync().bringUpTo(a.machine.chain().current().devices());
    escrowedIn(2);
  }

  @Test
  void recoveryKeys_replacedAndRevoked_escrow() {
    a.push("1");
    CofferRules.Sources sources = new CofferRules.Sources(new SecureRandom(), Clock.systemUTC());
    RecoveryKeys keys =
        new RecoveryKeys(
            a.machine.identity(),
            a.machine.chain(),
            a.accountVaults(),
            () -> new RecoverySession(devices, a.remote(), () -> {}),
            sources);
    keys.activate(RecoveryKey.generate(sources.random()));
    escrowedIn(1);
    keys.activate(RecoveryKey.generate(sources.random()));
    escrowedIn(2);
    keys.revoke();
    escrowedIn(3);
  }

  @Test
  void rotateKey_escrowKeyUnderAnotherId_isRefusedAndNothingIsStored() {
    a.push("1");
    String point = server.escrowKey.publicKey().point().base64();
    server.escrowKeys =
        List.of(new EscrowKeyView("00112233445566778899aabbccddeeff", point, true, null));
    requireRefusedRotation("an escrow key has another id");
  }

  @Test
  void rotateKey_escrowKeyThatIsNoPointOfTheCurve_isRefusedAndNothingIsStored() {
    a.push("1");
    server.escrowKeys = List.of(NotOnTheCurve.view());
    requireRefusedRotation("an uncompressed point on P-256");
  }

  @Test
  void rotateKey_noOrTwoCurrentEscrowKeys_isRefusedAndNothingIsStored() {
    a.push("1");
    server.escrowKeys = List.of();
    requireRefusedRotation("names 0 current escrow keys");
    server.escrowKeys = List.of(server.escrowKey.view(), server.escrowKey.view());
    requireRefusedRotation("names 2 current escrow keys");
  }

  private void requireRefusedRotation(String why) {
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> a.sync().rotateKey())
        .withMessageContaining(why);
    assertThat(server.versions).hasSize(1);
    escrowedIn(1);
  }
}
