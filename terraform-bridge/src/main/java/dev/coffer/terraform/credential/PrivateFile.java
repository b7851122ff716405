package dev.coffer.terraform.credential;

import dev.coffer.terraform.declaration.Declined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A kind of files that hold one secret, which nobody but their owner may be able to read.
 *
 * @param whatItIs what to do where one cannot be read
 * @param whenOpen what to do where others can read one
 */
public record PrivateFile(String whatItIs, String whenOpen) {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /**
   * What {@code file} holds, without white space around it.
   *
   * @throws Declined when it cannot be read, or others can read it
   */
  public String read(Path file) {
    try {
      if (isOpenToOthers(file)) {
        throw new Declined(Declined.Reason.REFUSED, "others than you can read " + file, whenOpen);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Declined(Declined.Reason.REFUSED, "the file " + file + " cannot be read", whatItIs);
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return false;
    }
    return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }
}
