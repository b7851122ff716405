package dev.coffer.client.bridge;

import dev.coffer.client.ClientException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where the bridge listens: on this machine's loopback, or at a UNIX socket. */
public abstract sealed class ListenAddress permits LoopbackAddress, UnixAddress {
  private static final String UNIX = "unix:";

  ListenAddress() {}

  /**
   * Reads {@code HOST:PORT} or {@code unix:PATH}.
   *
   * @param folder what a path that is not absolute starts from
   * @throws ClientException.Usage for anything else, and for what others than this machine reach
   */
  public static ListenAddress parse(String text, Path folder) {
    return text.startsWith(UNIX)
        ? new UnixAddress(path(text.substring(UNIX.length()), folder))
        : LoopbackAddress.parse(text);
  }

  private static Path path(String text, Path folder) {
    try {
      if (!text.isEmpty()) {
        return folder.resolve(text).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      throw noPath();
    }
    throw noPath();
  }

  private static ClientException noPath() {
    return new ClientException.Usage(
        "what follows unix: is not a path", "give --listen unix:PATH, such as unix:./bridge.sock");
  }

  /** What it takes to be reached there; nothing is open yet. */
  abstract Entrance entrance(Consumer<String> log);
}
