package dev.coffer.client.bridge.unix;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One caller's connection and the one that was made to the server for it. Bytes pass as they are.
 * It counts as the relay's own until just before it is closed.
 */
final class Passage implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int BUFFER = 16 * 1024;
  private static final int TRIES = 20;

  private final SocketChannel caller;
  private final SocketChannel server;
  private final SocketAddress end;
  private final OwnConnections own;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Passage(SocketChannel caller, SocketChannel server, OwnConnections own)
      throws IOException {
    this.caller = caller;
    this.server = server;
    this.end = server.getLocalAddress();
    this.own = own;
  }

  /** Connects {@code caller} to {@code address}. When that fails, {@code caller} is closed. */
  static Passage open(SocketChannel caller, InetSocketAddress address, OwnConnections own)
      throws IOException {
    SocketChannel server = null;
    try {
      server = bound(address.getAddress());
      server.socket().connect(address, PATIENCE_MILLIS);
      Passage passage = new Passage(caller, server, own);
      own.add(passage.end);
      return passage;
    } catch (IOException e) {
      closeQuietly(caller);
      if (server != null) {
        closeQuietly(server);
      }
      throw e;
    }
  }

  /**
   * A socket with a port of its own choice. A port that the system chooses while connecting is free
   * for everybody as soon as the other side resets the connection, before anyone here knows of it;
   * one that was asked for by its number is kept until the socket is closed.
   */
  private static SocketChannel bound(InetAddress host) throws IOException {
    for (int i = 1; ; i++) {
      SocketChannel channel = SocketChannel.open();
      try {
        return channel.bind(new InetSocketAddress(host, freePort(host)));
      } catch (BindException e) {
        channel.close(); // another program was faster
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static int freePort(InetAddress host) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.bind(new InetSocketAddress(host, 0));
      return channel.socket().getLocalPort();
    }
  }

  /**
   * Passes on what the caller sends, and its end: who has nothing more to say can still wait for an
   * answer.
   */
  void passRequests() {
    try {
      pass(caller, server);
      server.shutdownOutput();
    } catch (IOException e) {
      close(); // one of both is gone
    }
  }

  /** Passes on what the server sends. Its end is the end of both: it takes nothing more either. */
  void passAnswers() {
    try (this) {
      pass(server, caller);
      caller.shutdownOutput();
    } catch (IOException e) {
      return; // one of both is gone
    }
  }

  private static void pass(SocketChannel from, SocketChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (from.read(buffer) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      buffer.clear();
    }
  }

  /** Once: both directions end by it, and later another passage may have the same near end. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    own.remove(end);
    closeQuietly(server);
    closeQuietly(caller);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      return; // its descriptor is given back in any case
    }
  }
}
