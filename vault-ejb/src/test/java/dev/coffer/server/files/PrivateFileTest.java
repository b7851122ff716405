package dev.coffer.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir private Path folder;

  @Test
  void createUnlessThere_twice_firstContentStays() throws IOException {
    PrivateFile file = new PrivateFile(folder.resolve("new/secret"));
    file.createUnlessThere(bytes("first"));
    file.createUnlessThere(bytes("second"));
    assertThat(file.read()).hasValue(bytes("first"));
    assertNothingElseIn(folder.resolve("new"));
  }

  @Test
  void replace_existing_newContent() throws IOException {
    PrivateFile file = new PrivateFile(folder.resolve("secret"));
    file.replace(bytes("first"));
    file.replace(bytes("second"));
    assertThat(file.read()).hasValue(bytes("second"));
    assertNothingElseIn(folder);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX modes there")
  void replace_file_onlyItsOwnerReads() throws IOException {
    PrivateFile file = new PrivateFile(folder.resolve("new/secret"));
    file.replace(bytes("x"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
        .isEqualTo("rwx------");
  }

  @Test
  void delete_absent_nothingHappens() {
    PrivateFile file = new PrivateFile(folder.resolve("secret"));
    file.delete();
    assertThat(file.read()).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertNothingElseIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
