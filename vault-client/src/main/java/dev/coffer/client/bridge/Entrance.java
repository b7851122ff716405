package dev.coffer.client.bridge;

import java.net.InetSocketAddress;
import java.util.Set;

/** How callers get to the HTTP server, and by what it knows that they came that way. */
interface Entrance extends AutoCloseable {
  /** Where the HTTP server is to listen. */
  LoopbackAddress loopback();

  /**
   * As what callers may name the server.
   *
   * @param bound where it listens
   */
  Set<String> hosts(InetSocketAddress bound);

  /**
   * Whether a connection from there came this way.
   *
   * @param from null when it is closed already
   */
  boolean leads(InetSocketAddress from);

  /** What callers are told. */
  String address(InetSocketAddress bound);

  /** Lets callers in; the server takes requests now. */
  void open(InetSocketAddress bound);

  /** Lets nobody new in. */
  void stop();

  /** Ends what is left; the server takes no requests any more. */
  @Override
  void close();
}
