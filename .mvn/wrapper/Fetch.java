import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution, checks it and unpacks it: {@code Fetch URL SHA-512 FOLDER}.
 *
 * <p>In Java, so that a machine with a JDK and nothing else can build. The folder appears whole, by
 * a rename, or not at all.
 */
public final class Fetch {
  public static void main(String[] args) throws Exception {
    try {
      fetch(URI.create(args[0]), args[1], Path.of(args[2]));
    } catch (IOException e) {
      System.err.println("mvnw: " + e);
      System.exit(1);
    }
  }

  private static void fetch(URI from, String expected, Path folder) throws Exception {
    Files.createDirectories(folder.getParent());
    Path work = Files.createTempDirectory(folder.getParent(), ".fetch-");
    try {
      Path zip = work.resolve("maven.zip");
      String digest = download(from, zip);
      if (!digest.equalsIgnoreCase(expected)) {
        throw new IOException("SHA-512 of " + from + " is " + digest + ", expected " + expected);
      }
      Path home = unpack(zip, work.resolve("unpacked").toAbsolutePath().normalize());
      if (!home.resolve("bin/mvn").toFile().setExecutable(true)) {
        throw new IOException("no bin/mvn in " + from);
      }
      if (!Files.isDirectory(folder)) {
        Files.move(home, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      try (var files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static String download(URI from, Path to) throws Exception {
    var connection = from.toURL().openConnection(proxy(System.getenv("https_proxy")));
    connection.setConnectTimeout(30_000);
    connection.setReadTimeout(60_000);
    var digest = MessageDigest.getInstance("SHA-512");
    try (InputStream body = new DigestInputStream(connection.getInputStream(), digest)) {
      Files.copy(body, to);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Proxy proxy(String address) {
    if (address == null || address.isBlank()) {
      return Proxy.NO_PROXY;
    }
    URI uri = URI.create(address);
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort()));
  }

  /** Answers the one folder at the top of the archive. */
  private static Path unpack(Path zip, Path into) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
    try (var top = Files.list(into)) {
      return top.findFirst().orElseThrow(() -> new IOException("empty archive"));
    }
  }
}
