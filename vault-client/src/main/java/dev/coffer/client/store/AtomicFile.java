package dev.coffer.client.store;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
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
import java.util.UUID;

/**
 * Writes files that other processes see either as they were or as they are meant to be, also after
 * a crash or on a full disk: temporary name, fsync, rename.
 */
public final class AtomicFile {
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PUBLIC_FILE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private AtomicFile() {}

  /** What is to stand in a file, written a piece at a time. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to {@code out}, which stays open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The content of {@code file}, or empty when there is no such file. */
  public static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable("cannot read " + file, e);
    }
  }

  /** Replaces {@code file}, mode 0600, making missing folders with mode 0700. */
  public static void writePrivate(Path file, byte[] content) {
    writePrivate(file, out -> out.write(content));
  }

  /** The same with content that need not fit into memory. What it throws leaves nothing behind. */
  public static void writePrivate(Path file, Content content) {
    makeFolder(file.toAbsolutePath().getParent());
    write(file, content, PRIVATE_FILE);
  }

  /** Replaces {@code file} keeping its mode; a new one gets mode 0644. Its folder must exist. */
  public static void writePublic(Path file, byte[] content) {
    write(file, out -> out.write(content), modeOf(file).orElse(PUBLIC_FILE));
  }

  /** Makes {@code folder}, mode 0700, unless it exists. */
  public static void makeFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, mode(folder, PRIVATE_FOLDER));
      }
    } catch (IOException e) {
      throw unusable("cannot make the folder " + folder, e);
    }
  }

  /** Removes {@code file} if it exists. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable("cannot remove " + file, e);
    }
  }

  private static void write(Path link, Content content, Set<PosixFilePermission> permissions) {
    Path file = target(link);
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    RemovalAtExit removal = RemovalAtExit.of(temporary);
    try {
      fill(temporary, content, mode(file, permissions));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      ClientException failure = unusable("cannot write " + link, e);
      discard(temporary, failure);
      throw failure;
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw e;
    } finally {
      removal.cancel();
    }
  }

  private static void fill(Path temporary, Content content, FileAttribute<?>... mode)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  /** A link stays a link: what it names is replaced. */
  private static Path target(Path file) {
    try {
      return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      throw unusable("cannot write " + file, e);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    if (!isPosix(folder)) {
      return; // Windows cannot open a folder, and orders the rename itself.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void discard(Path temporary, RuntimeException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Optional<Set<PosixFilePermission>> modeOf(Path file) {
    try {
      return isPosix(file) && Files.exists(file)
          ? Optional.of(Files.getPosixFilePermissions(file))
          : Optional.empty();
    } catch (IOException e) {
      throw unusable("cannot read " + file, e);
    }
  }

  private static FileAttribute<?>[] mode(Path file, Set<PosixFilePermission> permissions) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static ClientException unusable(String what, IOException cause) {
    String reason =
        cause instanceof FileSystemException fileSystem && fileSystem.getReason() != null
            ? fileSystem.getReason()
            : cause.getClass().getSimpleName();
    if (cause.getMessage() != null && !(cause instanceof FileSystemException)) {
      reason = cause.getMessage();
    }
    return new ClientException.LocalStore(
        what + ": " + reason,
        "nothing was changed; check free space and the permissions of that folder",
        cause);
  }
}
