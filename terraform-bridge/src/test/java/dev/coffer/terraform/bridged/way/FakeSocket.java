package dev.coffer.terraform.bridged.way;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whoever answers at a UNIX socket of mode 0600: as a test says, one caller after the other. */
final class FakeSocket implements AutoCloseable {
  /** Every request, whole. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private final ServerSocketChannel listening;
  private final Thread thread;

  /** What is done on a connection whose request was read. It is closed afterwards. */
  @FunctionalInterface
  interface Answers {
    void to(SocketChannel caller) throws IOException;
  }

  FakeSocket(Path path, Answers answers) throws IOException {
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    thread = new Thread(() -> serve(answers), "fake socket");
    thread.start();
  }

  /** One that always says {@code answer}, byte for byte. */
  static FakeSocket saying(Path path, String answer) throws IOException {
    return new FakeSocket(path, caller -> say(caller, answer));
  }

  static void say(SocketChannel caller, String words) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      caller.write(bytes);
    }
  }

  private void serve(Answers answers) {
    while (listening.isOpen()) {
      try (SocketChannel caller = listening.accept()) {
        asked.add(request(caller));
        answers.to(caller);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        asked.add("(gone)"); // the caller has had enough
      }
    }
  }

  /** Its body is as long as it says. */
  private static String request(SocketChannel caller) throws IOException {
    StringBuilder request = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    while (!isWhole(request.toString()) && caller.read(buffer) >= 0) {
      request.append(StandardCharsets.UTF_8.decode(buffer.flip()));
      buffer.clear();
    }
    return request.toString();
  }

  private static boolean isWhole(String request) {
    int end = request.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    int length =
        request
            .lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElse(0);
    return request.substring(end + 4).getBytes(StandardCharsets.UTF_8).length >= length;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test's own end, at which nothing is left to see
    }
  }
}
