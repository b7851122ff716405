package dev.coffer.client.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.DeviceView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home directory that is as a test wants it, and a small server that its session belongs to. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
final class DoctoredHome implements AutoCloseable {
  private static final String ACCOUNT = "account-1";

  static {
    // Without it, each answer waits 40 ms for more bytes.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final Path home;
  final Path project;
  final Map<String, String> environment = new HashMap<>();
  final List<String> events = new ArrayList<>();
  Clock clock = Clock.systemUTC();
  Instant sessionEnd = clock.instant().plus(Duration.ofDays(1));
  String deviceStatus = "pending";
  int ready = 200;
  boolean takesTheSession = true;
  private final HttpServer server;

  DoctoredHome(Path place) throws IOException {
    home = place.resolve("home");
    project = Files.createDirectories(place.resolve("project"));
    environment.put("COFFER_HOME", home.toString());
    environment.put("COFFER_KEYCHAIN", "file");
    environment.put("LPM_HOME", place.resolve("lpm").toString());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  Workspace workspace() {
    return new Workspace(
        new Surroundings(environment, project, clock, new SecureRandom(), warning -> {}));
  }

  Path profile() {
    return workspace().profile().folder();
  }

  private ServerAddress address() {
    return ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Somebody signs in; no device is enrolled. */
  DoctoredHome signedIn() {
    Workspace workspace = workspace();
    workspace
        .sessions()
        .signIn(
            address(), workspace.stranger(address()), new SignIn("ada", "a password", null, null));
    return this;
  }

  /** Signed in as the account's first device. */
  DoctoredHome approved() {
    signedIn();
    Workspace workspace = workspace();
    SignedNote created =
        new ChainAuthor(workspace.identity(), clock).create(ACCOUNT, new DeviceName("this one"));
    workspace.chain().pin(TrustedChain.begin(created));
    events.add(created.format());
    return this;
  }

  void stopServer() {
    server.stop(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/health/ready")) {
      send(exchange, ready, "{}");
    } else if (path.equals("/api/sessions")) {
      send(exchange, 201, new Session("a-bearer", "token-1", sessionEnd, "ada", ACCOUNT));
    } else if (!takesTheSession) {
      send(exchange, 401, Map.of("code", Problem.NOT_SIGNED_IN.code(), "title", "no"));
    } else if (path.equals("/api/accounts/me")) {
      send(exchange, 200, new AccountView(ACCOUNT, "ada", false, "pro", null, Instant.EPOCH));
    } else if (path.equals("/api/devices/chain")) {
      send(exchange, 200, page(exchange.getRequestURI().getQuery()));
    } else {
      send(exchange, 200, device(path.substring(path.lastIndexOf('/') + 1)));
    }
  }

  private ChainPage page(String query) {
    int from = Integer.parseInt(query.replace("from=", ""));
    List<String> rest = from > events.size() ? List.of() : events.subList(from, events.size());
    return new ChainPage((long) from, List.copyOf(rest), (long) events.size());
  }

  private DeviceView device(String id) {
    return new DeviceView(id, "this one", "", "", deviceStatus, Instant.EPOCH, null, null, null);
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    String text = body instanceof String written ? written : WireJson.write(body);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Everything below the home: names, modes, times and bytes. */
  String picture() throws IOException {
    StringBuilder picture = new StringBuilder();
    for (Path top : List.of(home, project)) {
      try (var files = Files.walk(top)) {
        for (Path file : files.sorted().toList()) {
          picture.append(file).append(' ').append(Files.getLastModifiedTime(file));
          byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          picture.append(' ').append(Arrays.hashCode(content)).append('\n');
        }
      }
    }
    return picture.toString();
  }

  List<Finding> examined() {
    return new Doctor(workspace()).examine();
  }

  Optional<Finding> finding(String id) {
    return examined().stream().filter(found -> found.id().equals(id)).findFirst();
  }
}
