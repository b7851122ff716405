package dev.coffer.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writePrivate_newFile_isForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("new/file");
    AtomicFile.writePrivate(file, new byte[] {1});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void writePrivate_targetCannotBeReplaced_leavesNothingBehind() throws IOException {
    Path file = Files.createDirectories(folder.resolve("file/occupied")).getParent();
    assertThatThrownBy(() -> AtomicFile.writePrivate(file, new byte[] {1}))
        .isInstanceOf(ClientException.LocalStore.class)
        .satisfies(e -> assertThat(((ClientException) e).hint()).isPresent());
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file);
    }
  }
}
