package dev.coffer.client.mount;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Values that are read like a file, which is gone when this is closed. On no disk at any time. */
public interface Mount extends AutoCloseable {
  /** From now on readers get {@code content}. */
  void show(byte[] content);

  @Override
  void close();

  /**
   * Shows {@code content} at {@code file}: in a named pipe, else through a link to a file in
   * memory.
   *
   * @throws ClientException.Conflict when something is there already
   */
  static Mount at(Path file, byte[] content) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ClientException.Usage("there is no folder for " + file, "make it first");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ClientException.Conflict(
          file + " exists already",
          "name another file; a pipe that a killed run left can be removed");
    }
    Optional<Mount> pipe = PipeMount.at(file, content);
    return pipe.isPresent() ? pipe.get() : MemoryFileMount.at(file, content);
  }

  /** Removes {@code file} if it is there; a failure leaves nothing to do. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // its folder has become read-only: no value is in a pipe or a link
    }
  }
}
