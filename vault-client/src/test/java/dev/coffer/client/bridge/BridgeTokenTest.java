package dev.coffer.client.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeTokenTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path place;

  private Path file() {
    return place.resolve("profile/token");
  }

  @Test
  void in_noFile_makesOneThatOnlyItsOwnerReads() throws IOException {
    BridgeToken token = BridgeToken.in(file(), RANDOM);
    String text = Files.readString(file()).strip();
    assertThat(text).hasSize(43);
    assertThat(token.matches(text)).isTrue();
    assertThat(token).hasToString("BridgeToken");
    if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void in_aFile_takesWhatItHolds_andLeavesIt() throws IOException {
    BridgeToken.in(file(), RANDOM);
    String text = Files.readString(file());
    assertThat(BridgeToken.in(file(), RANDOM).matches(text.strip())).isTrue();
    assertThat(file()).hasContent(text);
  }

  @Test
  void matches_anotherText_not() throws IOException {
    BridgeToken token = BridgeToken.in(file(), RANDOM);
    String text = Files.readString(file()).strip();
    for (String other :
        new String[] {"", text + "x", text.substring(1), "x" + text.substring(1, 42) + "+"}) {
      assertThat(token.matches(other)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw-----w-", "rw----r--", "rw-rw-rw-"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
  void in_aFileThatOthersReach_isRefused_andLeft(String mode) throws IOException {
    BridgeToken.in(file(), RANDOM);
    String text = Files.readString(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(() -> BridgeToken.in(file(), RANDOM))
        .withMessageContaining(file().toString())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.strip()));
    assertThat(file()).hasContent(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "two words of more than thirty-two characters",
        "äääääääääääääääääääääääääääääääääääää"
      })
  void in_aFileThatHoldsNoToken_isRefused(String content) throws IOException {
    BridgeToken.in(file(), RANDOM);
    Files.writeString(file(), content);
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(() -> BridgeToken.in(file(), RANDOM));
    assertThat(file()).usingCharset(StandardCharsets.UTF_8).hasContent(content);
  }
}
