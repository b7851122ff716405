package dev.coffer.terraform.member;

import dev.coffer.terraform.declaration.Declined;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where an invitation's link is left for whoever passes it on: it is a secret until it was used, so
 * it is in no state and in no output. Only the file's owner can read it.
 */
record LinkFile(Path path) {
  private static final String MARK = "/join#1.";

  static LinkFile of(String path) {
    return new LinkFile(Path.of(path).toAbsolutePath());
  }

  /**
   * Makes the file, empty, before there is anything to lose.
   *
   * @throws Declined when there is a file already, or none can be made
   */
  void create() {
    try {
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      Files.newByteChannel(
              path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())
          .close();
    } catch (FileAlreadyExistsException e) {
      throw new Declined(
          Declined.Reason.CONFLICT,
          "there is a file " + path + " already",
          "it may hold somebody's link: move it away, or name another link_file");
    } catch (IOException e) {
      throw new Declined(
          Declined.Reason.REFUSED, "the file " + path + " cannot be made", "nobody was invited");
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  void write(String link) throws IOException {
    Files.write(path, (link + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Removes the file where it is empty or holds a link, and leaves every other alone. */
  void remove() {
    try {
      String text = Files.exists(path) ? Files.readString(path) : MARK;
      if (text.isEmpty() || text.contains(MARK)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new Declined(
          Declined.Reason.REFUSED,
          "the file " + path + " cannot be removed",
          "its link is void; remove it yourself");
    }
  }
}
