package dev.coffer.terraform.bridged.way;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A UNIX socket at which as many wait as the system lets, and nobody is let in. */
public final class FullSocket implements AutoCloseable {
  private final ServerSocketChannel listening;
  private final List<SocketChannel> waiting = new ArrayList<>();

  private FullSocket(ServerSocketChannel listening) {
    this.listening = listening;
  }

  /** One of mode 0600. */
  public static FullSocket at(Path path) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    FullSocket full = new FullSocket(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    full.listening.bind(address, 1);
    full.listening.configureBlocking(false);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    boolean lets = true;
    while (lets) { // how many that are is the system's affair
      lets = full.lets(address);
    }
    return full;
  }

  private boolean lets(UnixDomainSocketAddress address) throws IOException {
    SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX);
    waiting.add(caller);
    caller.configureBlocking(false);
    try {
      return caller.connect(address);
    } catch (SocketException e) {
      return false; // "try again", says the system to who does not wait
    }
  }

  /** Ends the waiting; what anybody has sent here, each of whom has gone by now. */
  String received() throws IOException {
    for (SocketChannel caller : waiting) {
      caller.close();
    }
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    for (SocketChannel caller = listening.accept(); caller != null; caller = listening.accept()) {
      try (SocketChannel gone = caller) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (gone.read(buffer) >= 0) {
          received.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    }
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel caller : waiting) {
      caller.close();
    }
    listening.close();
  }
}
