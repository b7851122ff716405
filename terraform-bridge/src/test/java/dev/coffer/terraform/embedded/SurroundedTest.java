package dev.coffer.terraform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SurroundedTest {
  @TempDir Path folder;

  private Surrounded surrounded() {
    return new Surrounded(
        Map.of("COFFER_HOME", folder.toString(), "COFFER_KEYCHAIN", "file"), warning -> {});
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions and signals")
  void aTokenThatOthersCanRead_isRefused_andNotShown() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "hunter2");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Optional<String> name = Optional.of(file.toString());
    assertThatThrownBy(() -> surrounded().withTokenFile(name))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("others than you can read")
        .hasMessageNotContaining("hunter2");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(surrounded().withTokenFile(name).client()).isNotNull();
  }

  @Test
  void aTokenFileThatIsNotThere_isRefused() {
    assertThatThrownBy(
            () -> surrounded().withTokenFile(Optional.of(folder.resolve("none").toString())))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void nobodySignedIn_isTold_andNoKeyIsMadeForNobody() throws Exception {
    Declarations client = surrounded().client();
    VaultPlace place = VaultPlace.parse("web");
    assertThatThrownBy(() -> client.vaults().find(place))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("nobody is signed in");
    assertThat(folder).isEmptyDirectory();
  }
}
