package dev.coffer.client.bridge;

import dev.coffer.client.bridge.unix.OwnConnections;
import dev.coffer.client.bridge.unix.SocketFile;
import dev.coffer.client.bridge.unix.SocketRelay;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Callers connect to a UNIX socket, and a relay to the server for them. The server has a port on
 * loopback, to which anybody of this machine can connect: whoever does is not let in.
 */
final class SocketEntrance implements Entrance {
  private final OwnConnections own = new OwnConnections();
  private final SocketRelay relay;
  private final SocketFile file;

  SocketEntrance(SocketFile file, Consumer<String> log) {
    this.file = file;
    this.relay = new SocketRelay(file, own, log);
  }

  @Override
  public LoopbackAddress loopback() {
    return LoopbackAddress.ANY;
  }

  @Override
  public Set<String> hosts(InetSocketAddress bound) {
    return Set.of("localhost");
  }

  @Override
  public boolean leads(InetSocketAddress from) {
    return own.has(from);
  }

  @Override
  public String address(InetSocketAddress bound) {
    return file.toString();
  }

  @Override
  public void open(InetSocketAddress bound) {
    relay.start(bound);
  }

  @Override
  public void stop() {
    relay.stopAccepting();
  }

  @Override
  public void close() {
    relay.close();
  }
}
