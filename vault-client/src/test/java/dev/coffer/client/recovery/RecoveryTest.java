package dev.coffer.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.account.TestMachine;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.envelope.Envelope;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  private static final DeviceName NEW = new DeviceName("new machine");

  @TempDir Path place;
  private final FakeDevices devices = new FakeDevices();
  private final FakeVaults server = new FakeVaults();
  private final CofferRules.Sources sources =
      new CofferRules.Sources(new SecureRandom(), Clock.systemUTC());
  private final RecoveryKey key = RecoveryKey.generate(sources.random());
  private SyncMachine a;
  private int sessions;

  @BeforeEach
  void anAccountWithAVault() {
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    a.push("1");
  }

  private RecoverySession session(KeyId device) {
    sessions++;
    return new RecoverySession(devices, server.as(device), () -> sessions--);
  }

  private RecoveryKeys keys() {
    return new RecoveryKeys(
        a.machine.identity(),
        a.machine.chain(),
        a.accountVaults(),
        () -> session(a.machine.identity().keyId()),
        sources);
  }

  private KeyId device(RecoveryKey of) {
    return of.deviceUnder(a.machine.chain().current().genesis()).keyId();
  }

  private SyncMachine emptyMachine() {
    SyncMachine empty = new SyncMachine(place, "empty", devices, server);
    assertThat(empty.machine.enrol()).isEqualTo("pending");
    return empty;
  }

  private Recovery.Outcome use(SyncMachine machine, RecoveryKey with) {
    return recovery(machine).use(TestMachine.ACCOUNT, with, NEW, () -> session(device(with)));
  }

  private Recovery recovery(SyncMachine machine) {
    return new Recovery(
        machine.machine.identity(), machine.machine.chain(), machine.store, sources);
  }

  @Test
  void activate_isADeviceOfTheChain_withEveryVaultsKey() {
    RecoveryKeys.Outcome outcome = keys().activate(key);
    assertThat(outcome.device()).isEqualTo(device(key));
    assertThat(outcome.vaults()).extracting(step -> step.failure()).containsOnlyNulls();
    ChainDevice device =
        a.machine.chain().current().devices().device(outcome.device()).orElseThrow();
    assertThat(device.name()).isEqualTo(RecoveryKeys.NAME);
    assertThat(device.isApproved()).isTrue();
    assertThat(server.keys).containsKey(outcome.device());
    assertThat(sessions).as("every session ended").isZero();
  }

  @Test
  void requireRoom_keyThatIsThere_isRefusedUnlessReplaced() {
    keys().requireRoom(false);
    keys().activate(key);
    assertThatExceptionOfType(ClientException.Conflict.class)
        .isThrownBy(() -> keys().requireRoom(false));
    keys().requireRoom(true);
  }

  @Test
  void requireRoom_onADeviceThatWaits_isRefused() {
    SyncMachine waiting = emptyMachine();
    RecoveryKeys there =
        new RecoveryKeys(
            waiting.machine.identity(),
            waiting.machine.chain(),
            waiting.accountVaults(),
            () -> session(waiting.machine.identity().keyId()),
            sources);
    assertThatExceptionOfType(ClientException.NotSignedIn.class)
        .isThrownBy(() -> there.requireRoom(false));
  }

  @Test
  void activate_again_revokesTheOneBefore_andItOpensNothing() {
    keys().activate(key);
    RecoveryKey second = RecoveryKey.generate(sources.random());
    RecoveryKeys.Outcome outcome = keys().activate(second);
    assertThat(outcome.revoked()).containsExactly(device(key));
    assertThat(RecoveryKeys.in(a.machine.chain().current())).containsExactly(device(second));
    Envelope head = Envelope.parse(server.versions.get(1).encryptedBlob());
    assertThat(head.manifest().epoch()).as("a new vault key").isEqualTo(2);
    SyncMachine empty = emptyMachine();
    int length = devices.length();
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> use(empty, key))
        .withMessageContaining("revoked or replaced");
    assertThat(devices.length()).isEqualTo(length);
    assertThat(empty.machine.chain().known()).isEmpty();
    use(empty, second);
    empty.sync().pull(Resolution.REFUSE);
    assertThat(empty.value()).isEqualTo("1");
  }

  @Test
  void revoke_endsIt_andNoneIsLeft() {
    keys().activate(key);
    assertThat(keys().revoke().revoked()).containsExactly(device(key));
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> use(emptyMachine(), key));
    assertThatExceptionOfType(ClientException.NotFound.class).isThrownBy(() -> keys().revoke());
  }

  @Test
  void use_onAnEmptyMachine_bringsTheVaultsBack() {
    keys().activate(key);
    a.push("2");
    SyncMachine empty = emptyMachine();
    Recovery.Outcome outcome = use(empty, key);
    assertThat(outcome.vaults())
        .extracting(RecoveredVault::vault, vault -> vault.failure() == null)
        .containsExactly(tuple(FakeVaults.ID, true), tuple("of-lpm", false));
    assertThat(outcome.approved()).hasSize(3);
    empty.sync().pull(Resolution.REFUSE);
    assertThat(empty.value()).isEqualTo("2");
    empty.push("3");
    assertThat(a.sync().pull(Resolution.REFUSE).version()).isEqualTo(3);
    assertThat(a.value()).isEqualTo("3");
    assertThat(sessions).isZero();
  }

  @Test
  void use_afterTheVaultWasRekeyed_bringsItBack() {
    keys().activate(key);
    a.sync().rotateKey();
    SyncMachine empty = emptyMachine();
    use(empty, key);
    empty.sync().pull(Resolution.REFUSE);
    assertThat(empty.value()).isEqualTo("1");
  }

  @Test
  void use_anotherKey_isRefusedAndNothingChanged() {
    keys().activate(key);
    SyncMachine empty = emptyMachine();
    int length = devices.length();
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> use(empty, RecoveryKey.generate(sources.random())))
        .withMessageContaining("no recovery key of the account");
    assertThat(devices.length()).isEqualTo(length);
    assertThat(empty.machine.chain().known()).isEmpty();
    assertThat(sessions).as("no session was asked for").isZero();
  }

  /** The server knows the key's public halves and lets them in to a chain of its own making. */
  @Test
  void use_chainThatTheServerMadeUpAroundTheKey_isRefused() {
    keys().activate(key);
    FakeDevices forged = new FakeDevices();
    TestMachine eve = new TestMachine(place, "eve", forged);
    eve.enrol();
    DeviceChain honest = a.machine.chain().current().devices();
    forged.append(
        new ChainEvent.Approved(honest.device(device(key)).orElseThrow().keys(), RecoveryKeys.NAME),
        eve);
    SyncMachine empty = new SyncMachine(place, "empty", forged, server);
    empty.machine.enrol();
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> use(empty, key))
        .withMessageContaining("no recovery key of the account");
    assertThat(empty.machine.chain().known()).isEmpty();
    assertThat(forged.length()).isEqualTo(2);
  }

  @Test
  void use_answerLost_canBeDoneAgain() {
    keys().activate(key);
    SyncMachine empty = emptyMachine();
    devices.losesAnswers(true);
    assertThatExceptionOfType(ClientException.Unreachable.class).isThrownBy(() -> use(empty, key));
    assertThat(empty.machine.chain().known()).isEmpty();
    devices.losesAnswers(false);
    int length = devices.length();
    use(empty, key);
    assertThat(devices.length()).as("not approved twice").isEqualTo(length);
    empty.sync().pull(Resolution.REFUSE);
    assertThat(empty.value()).isEqualTo("1");
  }

  @Test
  void use_onADeviceOfTheAccount_isRefused() {
    keys().activate(key);
    assertThatExceptionOfType(ClientException.Conflict.class).isThrownBy(() -> use(a, key));
    assertThat(List.of(a.value())).containsExactly("1");
  }

  @Test
  void use_onARevokedDevice_isRefused() {
    keys().activate(key);
    SyncMachine empty = emptyMachine();
    devices.append(new ChainEvent.Approved(empty.machine.identity().keys(), NEW), a.machine);
    a.accountVaults().revoke(empty.machine.identity().keyId());
    int length = devices.length();
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> use(empty, key))
        .withMessageContaining("was revoked");
    assertThat(devices.length()).isEqualTo(length);
    assertThat(empty.machine.chain().known()).isEmpty();
  }

  @Test
  void close_serverThatIsAway_doesNotHideWhatWasDone() {
    RecoverySession session =
        new RecoverySession(
            devices,
            server.as(a.machine.identity().keyId()),
            () -> {
              throw new ClientException.Unreachable("away", null, null);
            });
    session.close();
    assertThat(devices.length()).isEqualTo(1);
  }
}
