package dev.coffer.client.bridge;

import dev.coffer.client.bridge.unix.SocketFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The path of a UNIX socket. */
final class UnixAddress extends ListenAddress {
  private final Path path;

  UnixAddress(Path path) {
    this.path = path;
  }

  @Override
  Entrance entrance(Consumer<String> log) {
    return new SocketEntrance(SocketFile.at(path), log);
  }

  @Override
  public String toString() {
    return "unix:" + path;
  }
}
