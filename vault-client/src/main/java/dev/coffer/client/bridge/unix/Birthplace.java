package dev.coffer.client.bridge.unix;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * A new folder, mode 0700, in which a socket is made and what stood in its place is looked at: from
 * {@code bind} until its mode is set anybody could open it elsewhere. Closing removes it. Its name
 * is short, since a socket's path must be.
 */
final class Birthplace implements AutoCloseable {
  /** So many bytes longer than the folder around it are the paths in it. */
  static final int LENGTH = "/.123456/s".length();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int FIRST = 100_000;
  private static final int NAMES = 900_000;
  private static final int TRIES = 20;

  private final Path folder;

  private Birthplace(Path folder) {
    this.folder = folder;
  }

  /** Makes one in {@code parent}, so that what is in it can be linked to from there. */
  static Birthplace in(Path parent) throws IOException {
    for (int i = 1; ; i++) {
      Path folder = parent.resolve("." + (FIRST + RANDOM.nextInt(NAMES)));
      try {
        return new Birthplace(
            Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------"))));
      } catch (FileAlreadyExistsException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Where the new socket is made. */
  Path socket() {
    return folder.resolve("s");
  }

  /** Where what stood in its place is put aside. */
  Path aside() {
    return folder.resolve("o");
  }

  /** Who has made it: the user as whom this process runs. */
  int user() throws IOException {
    return UnixMode.of(folder).owner();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
