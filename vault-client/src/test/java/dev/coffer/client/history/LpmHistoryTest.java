package dev.coffer.client.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.Replacement;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same history in format {@code lpm}, which has no authors and binds no version. */
class LpmHistoryTest {
  @TempDir Path place;
  private final SecureRandom random = new SecureRandom();
  private final FakeVaults server = new FakeVaults();
  private LpmWrappingKey key = LpmWrappingKey.generate(random);
  private SyncMachine a;

  @BeforeEach
  void machine() {
    a = new SyncMachine(place, "a", new FakeDevices(), server);
    push("one");
    sync().rotateKey();
    push("three");
  }

  private LpmRules rules() {
    return new LpmRules(
        SyncMachine.VAULT, Optional.empty(), () -> key, new Workspace.NoLegacyKey(), random);
  }

  private VaultSync sync() {
    return new VaultSync(SyncMachine.VAULT, Optional.empty(), a.store, a.remote(), rules());
  }

  private VaultHistory history() {
    return new VaultHistory(SyncMachine.VAULT, a.store, a.remote(), rules(), DeviceChain::empty);
  }

  private void push(String value) {
    a.set(value);
    sync().push();
  }

  private List<Snapshot> all() {
    List<Snapshot> versions = new ArrayList<>();
    history().walk().forEachRemaining(versions::add);
    return versions;
  }

  private static String value(Snapshot version) {
    return version.contents().of(EnvironmentName.DEFAULT).get("KEY");
  }

  @Test
  void everyVersionOpens_alsoFromBeforeARotation() {
    List<Snapshot> versions = all();
    assertThat(versions).extracting(LpmHistoryTest::value).containsExactly("three", "one", "one");
    Stamp newest = versions.get(0).stamp();
    assertThat(newest.account()).contains("anna");
    assertThat(newest.device()).isEmpty();
    assertThat(newest.time()).contains(FakeVaults.storedAt(3));
    assertThat(history().list(9))
        .extracting(v -> v.stamp().deviceName())
        .containsOnly(Optional.empty());
  }

  @Test
  void versionUnderAnotherKey_isClosed_andTheOthersOpen() {
    LpmWrappingKey first = key;
    key = LpmWrappingKey.generate(random);
    push("four");
    assertThat(all())
        .extracting(version -> version.closed().isPresent())
        .containsExactly(false, true, true, true);
    key = first;
    assertThatThrownBy(this::all).isInstanceOf(ClientException.Tampered.class);
  }

  @Test
  void versionUnderAnotherNumber_isRefused() {
    server.history =
        honest ->
            new PulledVault(
                honest.vaultId(),
                honest.encryptedBlob(),
                honest.wrappedKey(),
                3,
                3,
                honest.format(),
                null,
                null,
                null,
                honest.updatedAt());
    assertThatThrownBy(this::all)
        .isInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("the server sent version 3 as version 2");
  }

  @Test
  void rollback_isANewVersion() {
    Replacement replacement =
        history().rollback(new Revision.Numbered(1), Optional.empty(), false).replacement();
    assertThat(sync().replace(replacement).version()).isEqualTo(4);
    assertThat(a.value()).isEqualTo("one");
    assertThat(value(history().at(Revision.HEAD))).isEqualTo("one");
    assertThat(a.store.read(SyncMachine.VAULT).working().environments())
        .isEqualTo(Map.of("default", Map.of("KEY", "one")));
  }
}
