package dev.coffer.client.bridge.unix;

import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The near ends of the connections that the relay itself has made. Address and port together: from
 * another address of the loopback anybody can connect with the same port. Safe for many threads.
 */
public final class OwnConnections {
  private final Set<SocketAddress> ends = ConcurrentHashMap.newKeySet();

  /** To be called before the first byte is sent. */
  void add(SocketAddress end) {
    ends.add(end);
  }

  /** To be called before the connection is closed, since its port is anybody's then. */
  void remove(SocketAddress end) {
    ends.remove(end);
  }

  /**
   * Whether {@code end} is one of the relay's.
   *
   * @param end where a connection comes from; null where that is not known any more
   */
  public boolean has(SocketAddress end) {
    return end != null && ends.contains(end);
  }

  int count() {
    return ends.size();
  }
}
