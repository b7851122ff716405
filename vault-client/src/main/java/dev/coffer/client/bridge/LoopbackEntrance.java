package dev.coffer.client.bridge;

import java.net.InetSocketAddress;
import java.util.Set;

/** Callers connect to the server itself. */
final class LoopbackEntrance implements Entrance {
  private final LoopbackAddress address;

  LoopbackEntrance(LoopbackAddress address) {
    this.address = address;
  }

  @Override
  public LoopbackAddress loopback() {
    return address;
  }

  @Override
  public Set<String> hosts(InetSocketAddress bound) {
    return Set.of(
        LoopbackAddress.authority(bound.getAddress(), bound.getPort()),
        "localhost:" + bound.getPort());
  }

  @Override
  public boolean leads(InetSocketAddress from) {
    return true; // who may not connect to loopback is not on this machine
  }

  @Override
  public String address(InetSocketAddress bound) {
    return "http://" + LoopbackAddress.authority(bound.getAddress(), bound.getPort());
  }

  @Override
  public void open(InetSocketAddress bound) {
    // The server's port is open already.
  }

  @Override
  public void stop() {
    // The server itself takes no more requests.
  }

  @Override
  public void close() {
    // Nothing is left when the server has stopped.
  }
}
