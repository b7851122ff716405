package dev.coffer.client.bridge.unix;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A UNIX socket that takes connections of its owner alone, from the moment that it has its name
 * until that is removed. It has mode 0600 before it has its name: it is made in a folder that
 * nobody else can enter, and linked from there, which overwrites nothing.
 */
public final class SocketFile implements AutoCloseable {
  private final SocketPlace place;
  private final ServerSocketChannel listening;
  private final Object key;

  private SocketFile(SocketPlace place, ServerSocketChannel listening) throws IOException {
    this.place = place;
    this.listening = listening;
    this.key = key(place.real());
  }

  /**
   * Listens at {@code path}, an absolute one, whose folder there must be.
   *
   * @throws ClientException.Usage where this system has no such sockets, or the path cannot be
   *     one's
   * @throws ClientException.Conflict when something is there that is not a socket, or is answered
   * @throws ClientException.LocalStore when others could open or exchange the socket
   */
  public static SocketFile at(Path path) {
    ServerSocketChannel listening = open(path);
    try {
      return at(SocketPlace.at(path), listening);
    } catch (IOException e) {
      ClientException failure = SocketPlace.unusable(path, e);
      closeAfter(failure, listening);
      throw failure;
    } catch (RuntimeException e) {
      closeAfter(e, listening);
      throw e;
    }
  }

  private static ServerSocketChannel open(Path path) {
    try {
      if (UnixMode.areKnown(path)) {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      }
    } catch (UnsupportedOperationException e) {
      throw unsupported();
    } catch (IOException e) {
      throw SocketPlace.unusable(path, e);
    }
    throw unsupported();
  }

  private static ClientException unsupported() {
    return new ClientException.Usage(
        "this system has no UNIX sockets that are closed to all but their owner",
        "give --listen 127.0.0.1:0");
  }

  private static SocketFile at(SocketPlace place, ServerSocketChannel listening)
      throws IOException {
    try (Birthplace birthplace = Birthplace.in(place.folder())) {
      place.requireOwnedBy(birthplace.user());
      Path born = birthplace.socket();
      listening.bind(UnixDomainSocketAddress.of(born));
      restrict(born);
      Occupant.leave(place, birthplace.aside());
      Files.createLink(place.real(), born);
      return new SocketFile(place, listening);
    } catch (FileAlreadyExistsException e) {
      throw Occupant.inUse(place);
    }
  }

  private static void restrict(Path socket) throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    if (!UnixMode.of(socket).isOwnersAlone()) {
      throw new IOException("the file system does not keep the mode 0600");
    }
  }

  private static void closeAfter(Exception failure, ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The next connection; waits for one. */
  SocketChannel accept() throws IOException {
    return listening.accept();
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /**
   * Removes the file, unless another one has taken its place, and takes no more connections. In
   * this order: as long as it is answered, no other bridge takes its place.
   */
  @Override
  public void close() throws IOException {
    if (!listening.isOpen()) {
      return; // what has the name now is not this one, though it may have its number
    }
    try (listening) {
      if (key(place.real()).equals(key)) {
        Files.delete(place.real());
      }
    } catch (NoSuchFileException e) {
      return; // somebody has removed it
    }
  }

  @Override
  public String toString() {
    return "unix:" + place.named();
  }
}
