package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Malformed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeychainsTest {
  @TempDir Path folder;

  private Keychains keychains(Map<String, String> environment, String system) {
    return new Keychains(environment, system, folder);
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X,macos", "Windows 11,windows", "Linux,file"})
  void choose_bySystem_withoutASession(String system, String kind) {
    assertThat(keychains(Map.of(), system).choose().kind()).isEqualTo(kind);
  }

  @Test
  void choose_file_whenTheVariableSaysSo_withAWarning() {
    Keychain chosen = keychains(Map.of(Keychains.VARIABLE, "file"), "Mac OS X").choose();
    assertThat(chosen.kind()).isEqualTo("file");
    assertThat(chosen.warning()).isPresent();
  }

  @Test
  void choose_anotherValue_isRefused() {
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> keychains(Map.of(Keychains.VARIABLE, "x"), "Linux").choose());
  }

  @Test
  void choose_onLinuxWithABusAndTheTool_isTheSecretService() {
    FakeProgram tool = new FakeProgram(folder, "exit 1");
    Path renamed = Path.of(tool.path()).resolveSibling("secret-tool");
    assertThat(Path.of(tool.path()).toFile().renameTo(renamed.toFile())).isTrue();
    Map<String, String> session =
        Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=none", "PATH", folder.toString());
    assertThat(keychains(session, "Linux").choose().kind()).isEqualTo("secret-service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "secret-service", "macos", "windows"})
  void ofKind_isThatKindWhereverItRuns(String kind) {
    assertThat(keychains(Map.of(), "Linux").ofKind(kind).kind()).isEqualTo(kind);
  }

  @Test
  void ofKind_unknown_isRefused() {
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychains(Map.of(), "Linux").ofKind("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a'b", "a\nb", "../a", "a/b", "a\"b", "a..b"})
  void account_thatACommandCouldMisread_isRefused(String name) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new KeychainAccount(name));
  }
}
