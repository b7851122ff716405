package dev.coffer.terraform.bridged.way;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.file.Path;

/** The way to one bridge of this machine, and to nobody else. Safe for several threads. */
public sealed interface Way permits LoopbackWay, SocketWay {
  /**
   * The way to the bridge at {@code address}, which is not asked yet.
   *
   * @param address as the bridge has printed it: scheme, host and port, or {@code unix:} and an
   *     absolute path
   * @param tokenFile the file with what the bridge is to be shown
   */
  static Way to(String address, Path tokenFile) {
    return address.startsWith(SocketWay.SCHEME)
        ? new SocketWay(Path.of(address.substring(SocketWay.SCHEME.length())), tokenFile)
        : new LoopbackWay(URI.create(address));
  }

  /**
   * Sends {@code asked}, at most once whatever happens, and returns what was answered.
   *
   * @throws ProtocolException when the answer is none of HTTP's, or too large
   * @throws NotAccepted when a bridge at a UNIX socket takes no connection; nothing was sent
   * @throws IOException when there is no answer, or not all of it
   * @throws ClientException when somebody else than a bridge of the token's owner could answer
   */
  Replied send(Asked asked) throws IOException;

  /** The address at which {@code coffer bridge --listen} listens there. */
  String listen();

  /** The address as the bridge has printed it. */
  @Override
  String toString();
}
