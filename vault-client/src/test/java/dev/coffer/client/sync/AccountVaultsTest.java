package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountVaultsTest {
  private static final Step DONE = new Step(FakeVaults.ID, null);

  @TempDir Path place;
  private final FakeDevices devices = new FakeDevices();
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;
  private KeyId b;

  @BeforeEach
  void aVaultAndThenASecondDevice() {
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    a.push("1");
    SyncMachine second = new SyncMachine(place, "b", devices, server);
    second.machine.enrol();
    b = second.machine.identity().keyId();
    devices.append(
        new ChainEvent.Approved(second.machine.identity().keys(), new DeviceName("b")), a.machine);
  }

  private Envelope envelope(int version) {
    return Envelope.parse(server.versions.get(version - 1).encryptedBlob());
  }

  @Test
  void shareKeys_deviceWithoutOne_getsItOnce() {
    assertThat(server.keys).doesNotContainKey(b);
    assertThat(a.accountVaults().shareKeys()).containsExactly(DONE);
    String wrapped = server.keys.get(b);
    assertThat(wrapped).isNotNull();
    assertThat(a.accountVaults().shareKeys()).containsExactly(DONE);
    assertThat(server.keys.get(b)).isEqualTo(wrapped);
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void revoke_endsTheDeviceAtTheNewestHead_andEveryVaultHasANewKey() {
    a.accountVaults().shareKeys();
    String wrapped = server.keys.get(b);
    assertThat(a.accountVaults().revoke(b)).containsExactly(DONE);
    var chain = a.machine.chain().current();
    assertThat(chain.approves(b)).isFalse();
    assertThat(chain.devices().floor(SyncMachine.VAULT))
        .contains(new VaultHead(SyncMachine.VAULT, 1, envelope(1).digest()));
    assertThat(envelope(2).manifest().epoch()).isEqualTo(2);
    assertThat(server.keys.get(b)).as("no key of the new epoch").isEqualTo(wrapped);
    assertThat(a.sync().pull(Resolution.REFUSE).version()).isEqualTo(2);
    assertThat(a.value()).isEqualTo("1");
  }

  @Test
  void revoke_vaultThatDoesNotOpen_isNamedAndTheDeviceIsRevokedAnyway() {
    server.hostility =
        honest -> {
          throw new ClientException.Tampered("the envelope is not whole", null);
        };
    assertThat(a.accountVaults().revoke(b))
        .containsExactly(new Step(FakeVaults.ID, "the envelope is not whole"));
    assertThat(a.machine.chain().current().approves(b)).isFalse();
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void revoke_serverAway_changesNothing() {
    server.away = true;
    assertThatThrownBy(() -> a.accountVaults().revoke(b))
        .isInstanceOf(ClientException.Unreachable.class);
    assertThat(devices.length()).isEqualTo(2);
    server.away = false;
    assertThat(a.machine.chain().current().approves(b)).isTrue();
  }

  @Test
  void push_thenPull_isAnsweredWithNothingNew() {
    int before = server.requests;
    assertThat(a.sync().pull(Resolution.REFUSE).status()).isEqualTo("up_to_date");
    assertThat(server.requests - before).isEqualTo(1);
    assertThat(server.notModified).isEqualTo(1);
  }
}
