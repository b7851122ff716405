package dev.coffer.client.bridge.unix;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What stands already where a socket is to be. Only a socket on which nobody answers is taken away;
 * whatever else it is stays as it was.
 */
final class Occupant {
  private Occupant() {}

  /**
   * Returns when the place is free, or was made so.
   *
   * @throws ClientException.Conflict when something is there that is not to be taken away
   */
  static void leave(SocketPlace place, Path aside) throws IOException {
    Path file = place.real();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    // Between that look and the removal another bridge may have put its socket there. So it is
    // moved to where nobody else gets at it, and looked at again.
    try {
      requireStale(place, file);
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // another one that starts has taken it away
    }
    try {
      requireStale(place, aside);
    } catch (ClientException e) {
      Files.move(aside, file);
      throw e;
    }
    Files.delete(aside);
  }

  private static void requireStale(SocketPlace place, Path file) throws IOException {
    if (!UnixMode.of(file).isSocket()) {
      throw new ClientException.Conflict(
          place.named() + " is there already, and is no socket", "name another file");
    }
    if (isAnswered(file)) {
      throw inUse(place);
    }
  }

  static ClientException.Conflict inUse(SocketPlace place) {
    return new ClientException.Conflict(
        "another program listens on " + place.named() + ", or you may not open it",
        "end that program, or name another file");
  }

  /** Does not wait. Any doubt, such as a queue that is full, counts as an answer. */
  private static boolean isAnswered(Path socket) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(socket));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
