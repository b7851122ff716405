package dev.coffer.client.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.store.SealedFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultStoreTest {
  private static final VaultId VAULT = new VaultId("shop");

  @TempDir Path place;
  private SealedFolder folder;
  private VaultStore store;

  @BeforeEach
  void anEmptyStore() {
    SecureRandom random = new SecureRandom();
    folder = new SealedFolder(place, MachineKey.generate(random).storeKey(), random);
    store = new VaultStore(folder);
  }

  private LocalVault stored(List<String> environmentKeys) {
    VaultContents contents =
        VaultContents.EMPTY.with(EnvironmentName.DEFAULT, Map.of("KEY", "value"));
    AcceptedVersion accepted =
        new AcceptedVersion(
            contents,
            3,
            Optional.empty(),
            Optional.of("a wrapped key"),
            environmentKeys,
            List.of("00112233445566778899aabbccddeeff"),
            Optional.of("tag"));
    return store.update(VAULT, now -> now.at(accepted).editing(contents));
  }

  @Test
  void read_givesBackKeysOfSingleEnvironments() {
    LocalVault written = stored(List.of("one", "two"));
    assertThat(store.read(VAULT)).isEqualTo(written);
    assertThat(store.read(VAULT).environmentKeys()).containsExactly("one", "two");
  }

  /** As releases wrote it that knew no keys of single environments. */
  @Test
  void read_copyOfAnOlderRelease_hasNone() {
    LocalVault written = stored(List.of());
    SealedFile file = folder.files("vault-").get(0);
    String now = file.read().orElseThrow();
    String before = now.replace(",\"environmentKeys\":[]", "");
    assertThat(before).isNotEqualTo(now);
    file.write(before);
    assertThat(store.read(VAULT)).isEqualTo(written);
  }
}
