package dev.coffer.client.editor;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A new folder, mode 0700, that is removed with everything in it when it is closed and when this
 * process ends first. It lies in memory where the system has a file system for that.
 */
final class PrivateFolder implements AutoCloseable {
  private static final String PREFIX = "coffer-";
  private static final long PATIENCE_SECONDS = 2;

  private final Path path;
  private final Thread atExit;
  private Process user;
  private boolean ending;

  private PrivateFolder(Path path) {
    this.path = path;
    this.atExit = new Thread(this::removeAtExit, "removes " + path.getFileName());
  }

  /** Makes one under {@code $XDG_RUNTIME_DIR} or {@code /dev/shm}, else the temporary folder. */
  static PrivateFolder create(Map<String, String> environment) {
    Path place =
        Stream.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "/dev/shm")
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .filter(PrivateFolder::isMemory)
            .findFirst()
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    try {
      Path made = Files.createTempDirectory(place, PREFIX, mode(place));
      PrivateFolder folder = new PrivateFolder(made);
      Runtime.getRuntime().addShutdownHook(folder.atExit);
      return folder;
    } catch (IOException e) {
      throw new ClientException.LocalStore(
          "cannot make a folder in " + place, "check free space and its permissions", e);
    }
  }

  private static boolean isMemory(Path folder) {
    try {
      return Files.isWritable(folder)
          && List.of("tmpfs", "ramfs").contains(Files.getFileStore(folder).type());
    } catch (IOException e) {
      return false;
    }
  }

  private static FileAttribute<?>[] mode(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Starts the process that works in the folder; it ends before the folder is removed. */
  synchronized Process start(ProcessBuilder process) throws IOException {
    if (ending) {
      throw new IOException("the program ends");
    }
    user = process.start();
    return user;
  }

  @Override
  public void close() {
    Optional<IOException> failure = remove();
    if (failure.isPresent()) {
      throw new ClientException.LocalStore(
          "cannot remove " + path, "remove that folder: it holds values", failure.get());
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // The process ends already, and the hook finds nothing left.
    }
  }

  private synchronized void removeAtExit() {
    ending = true;
    if (user != null) {
      end(user);
    }
    remove();
  }

  /** An editor that ends writes what it can still save, which must not come after the removal. */
  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An editor leaves copies beside its file, so the folder is not expected to be empty. */
  private Optional<IOException> remove() {
    try (Stream<Path> found = Files.walk(path)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      return Files.exists(path) ? Optional.of(e.getCause()) : Optional.empty();
    } catch (IOException e) {
      return Files.exists(path) ? Optional.of(e) : Optional.empty();
    }
  }
}
