package dev.coffer.it.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where servers run: the installation under test, folders for their output, free ports. */
public final class Workplace {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 8;

  private Workplace() {}

  /** The Liberty installation that the build has packaged the server into. */
  public static Path installation() {
    return Path.of(System.getProperty("coffer.wlp", "target/liberty/wlp")).toAbsolutePath();
  }

  /** A new folder under {@code target/it}; it stays after the run. */
  public static Path folder(String name) throws IOException {
    Path target = installation().getParent().getParent();
    Path run = target.resolve("it").resolve(Long.toString(ProcessHandle.current().pid()));
    return Files.createDirectories(run.resolve(name + "-" + NEXT.incrementAndGet()));
  }

  /** A port on loopback that nothing listens on and that no other caller was given. */
  public static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
  }

  /** Sixteen random hexadecimal digits, for names and passwords. */
  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
