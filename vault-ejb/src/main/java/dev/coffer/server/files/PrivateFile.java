package dev.coffer.server.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that nobody but the server's user can read (0600, in a folder of mode 0700 where it makes
 * one). Whoever opens it finds all of one content or no file, never a part.
 */
public record PrivateFile(Path path) {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** The whole content, unless there is no such file. */
  public Optional<byte[]> read() {
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts {@code content} in place of whatever was there. */
  public void replace(byte[] content) {
    try {
      Path whole = temporary(content);
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts {@code content} there unless the file exists; of several at once, the first one wins. */
  public void createUnlessThere(byte[] content) {
    try {
      Path whole = temporary(content);
      try {
        Files.createLink(path, whole);
      } catch (FileAlreadyExistsException e) {
        return;
      } finally {
        Files.delete(whole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path temporary(byte[] content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder, folderMode());
    Path whole = Files.createTempFile(folder, "." + path.getFileName(), ".new");
    // On the disk before it has its name: an empty keystore would be found after a power cut.
    Files.write(whole, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    return whole;
  }

  private static FileAttribute<?>[] folderMode() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
        : new FileAttribute<?>[0];
  }
}
