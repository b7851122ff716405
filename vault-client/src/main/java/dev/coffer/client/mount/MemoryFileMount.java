package dev.coffer.client.mount;

import dev.coffer.client.ClientException;
import dev.coffer.client.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A file in memory, mode 0600, in a folder of its own, mode 0700, and a link to it. */
final class MemoryFileMount implements Mount {
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Path link;
  private final Path file;

  private MemoryFileMount(Path link, Path file) {
    this.link = link;
    this.file = file;
  }

  /**
   * Shows {@code content} at {@code link}.
   *
   * @throws ClientException.Failed when this system has no file system in memory
   */
  static Mount at(Path link, byte[] content) {
    Path folder = memory(link).resolve("coffer-" + UUID.randomUUID());
    MemoryFileMount mount = new MemoryFileMount(link, folder.resolve("values"));
    try {
      mount.show(content);
      Files.createSymbolicLink(link, mount.file);
      return mount;
    } catch (IOException | UnsupportedOperationException e) {
      mount.close();
      throw unavailable(link);
    }
  }

  @Override
  public void show(byte[] content) {
    AtomicFile.writePrivate(file, content);
  }

  @Override
  public void close() {
    if (Files.isSymbolicLink(link)) {
      Mount.remove(link);
    }
    AtomicFile.delete(file);
    AtomicFile.delete(file.getParent());
  }

  private static Path memory(Path link) {
    String own = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/dev/shm");
    return Stream.of(Path.of(own), Path.of("/dev/shm"))
        .filter(MemoryFileMount::isInMemory)
        .findFirst()
        .orElseThrow(() -> unavailable(link));
  }

  private static boolean isInMemory(Path folder) {
    try {
      return Files.isWritable(folder) && IN_MEMORY.contains(Files.getFileStore(folder).type());
    } catch (IOException e) {
      return false;
    }
  }

  private static ClientException unavailable(Path link) {
    return new ClientException.Failed(
        "no named pipe or link to a file in memory can be made at " + link,
        "name a file in another folder, or leave --mount out to use the environment");
  }
}
