package dev.coffer.client.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a file system in memory")
class MemoryFileMountTest {
  @TempDir Path place;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void file_isInMemoryForItsOwnerOnly_andGoneAfterwards() throws IOException {
    Path link = place.resolve("values");
    Path file;
    try (Mount mount = MemoryFileMount.at(link, bytes("KEY=one\n"))) {
      file = Files.readSymbolicLink(link);
      assertThat(Files.getFileStore(file).type()).isIn("tmpfs", "ramfs");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
      assertThat(link).hasContent("KEY=one\n");
      mount.show(bytes("KEY=two\n"));
      assertThat(link).hasContent("KEY=two\n");
    }
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(file.getParent()).doesNotExist();
  }
}
