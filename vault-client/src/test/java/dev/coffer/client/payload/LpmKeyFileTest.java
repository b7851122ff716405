package dev.coffer.client.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LpmKeyFileTest {
  private static final String DIGITS = "0123456789abcdef".repeat(4);

  @TempDir Path home;

  private Path file() {
    return LpmKeyFile.path(Map.of("LPM_HOME", home.resolve("lpm").toString()));
  }

  private String key() {
    LpmWrappingKey key = new LpmKeyFile(file(), new SecureRandom()).key();
    return HexFormat.of().formatHex(key.bytes(SecretAccess.FOR_STORAGE));
  }

  @Test
  void path_withoutAVariable_isWhereLpmHasIt() {
    assertThat(LpmKeyFile.path(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".lpm", ".vault-key"));
    assertThat(LpmKeyFile.path(Map.of("HOME", home.toAbsolutePath().toString())))
        .isEqualTo(home.toAbsolutePath().resolve(".lpm/.vault-key"));
  }

  @Test
  void key_absent_isMadeOnceForItsOwnerOnly() throws IOException {
    String made = key();
    assertThat(key()).isEqualTo(made);
    assertThat(file()).hasContent(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void key_writtenByLpm_isRead() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), DIGITS + "\n");
    assertThat(key()).isEqualTo(DIGITS);
  }

  @Test
  void key_damaged_isNeverReplaced() throws IOException {
    Files.createDirectories(file().getParent());
    for (String content : new String[] {"", DIGITS.substring(1), DIGITS + "0", "x" + DIGITS}) {
      Files.writeString(file(), content);
      assertThatThrownBy(this::key)
          .isInstanceOf(ClientException.LocalStore.class)
          .hasMessageNotContaining(DIGITS.substring(1))
          .satisfies(e -> assertThat(((ClientException) e).hint()).isPresent());
      assertThat(file()).hasContent(content);
    }
    Files.writeString(file(), "z".repeat(64));
    assertThatThrownBy(this::key).isInstanceOf(ClientException.LocalStore.class);
  }
}
