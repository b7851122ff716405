package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that gets no key of a vault is told why, and what helps. */
class MissingKeyTest {
  /** Whom a server takes an access token of no device for. */
  private static final KeyId NOBODY = new KeyId("00112233445566778899aabbccddeeff");

  @TempDir Path place;
  private final FakeDevices devices = new FakeDevices();
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;
  private SyncMachine b;

  @BeforeEach
  void aVault() {
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    a.push("1");
    b = new SyncMachine(place, "b", devices, server);
    b.machine.enrol();
  }

  private void approve(SyncMachine machine) {
    devices.append(
        new ChainEvent.Approved(machine.machine.identity().keys(), new DeviceName("b")), a.machine);
  }

  private void pin(SyncMachine machine) {
    machine.machine.chain().pin(TrustedChain.verified(machine.machine.chain().served()));
  }

  /** Its synchronisation with an access token that is no device's. */
  private VaultSync byToken(SyncMachine machine) {
    return new VaultSync(
        SyncMachine.VAULT, Optional.empty(), machine.store, server.as(NOBODY), machine.rules());
  }

  private void refused(SyncMachine machine, VaultSync sync, String message, String hint) {
    LocalVault before = machine.store.read(SyncMachine.VAULT);
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> sync.pull(Resolution.REFUSE))
        .withMessage(message)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("device_not_approved");
              assertThat(e.hint().orElse("")).contains(hint);
            });
    assertThat(machine.store.read(SyncMachine.VAULT)).isEqualTo(before);
  }

  @Test
  void pull_tokenOfNoDevice_saysWhoseSessionGetsTheKey() {
    approve(b);
    pin(b);
    a.accountVaults().shareKeys();
    refused(
        b,
        byToken(b),
        "there is a key of this vault for this device, but the access token is not its own",
        "leave COFFER_TOKEN out, so that this machine's own session is used");
    b.sync().pull(Resolution.REFUSE);
    assertThat(b.value()).isEqualTo("1");
  }

  @Test
  void pull_noKeyYet_saysWhichDeviceWrapsOne() {
    approve(b);
    pin(b);
    String none = "no key of this vault was wrapped for this device";
    refused(b, b.sync(), none, "run 'coffer push' or 'coffer rotate-key' on a device");
    refused(b, byToken(b), none, "run 'coffer push' or 'coffer rotate-key' on a device");
    a.accountVaults().shareKeys();
    b.sync().pull(Resolution.REFUSE);
    assertThat(b.value()).isEqualTo("1");
  }

  @Test
  void pull_deviceThatTheAccountDoesNotKnow_signsInAndIsApproved() {
    pin(b);
    refused(
        b,
        byToken(b),
        "the vault's owner has not approved this device",
        "run 'coffer login' on this machine, without COFFER_TOKEN, then 'coffer device approve' on"
            + " a device that reads the vault");
  }

  /** The server lists the key until the next epoch. */
  @Test
  void pull_revokedDeviceWithATokenOfNone_isToldSo() {
    approve(b);
    pin(b);
    a.accountVaults().shareKeys();
    devices.append(new ChainEvent.Revoked(b.machine.identity().keyId(), List.of()), a.machine);
    refused(b, byToken(b), "this device was revoked", "set COFFER_PROFILE to a new name");
  }
}
