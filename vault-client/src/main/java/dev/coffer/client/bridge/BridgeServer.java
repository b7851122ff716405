package dev.coffer.client.bridge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Failures;
import dev.coffer.client.bridge.http.Refusal;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bridge's HTTP server. It listens on loopback alone, reads at most 64 KiB of a body, and
 * answers nothing but what {@code answers} gives and problems; what it says of a failure holds
 * neither a value nor a key nor a token.
 */
@SuppressForbidden(
    "jdk.httpserver is a supported module; a few requests of one machine need no more")
public final class BridgeServer implements AutoCloseable {
  /** The largest body that is read. */
  static final int MAX_BODY = 64 * 1024;

  /** So much more is read and thrown away, so that who sends it can read why it is refused. */
  private static final int MAX_IGNORED = 4 * 1024 * 1024;

  private static final int THREADS = 4;
  private static final int GRACE_SECONDS = 30;

  static {
    set("nodelay", "true");
    set("maxReqTime", "20"); // seconds that a caller may take to send a request
    set("maxReqHeaders", "50");
    set("maxReqHeaderSize", "16384");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Gate gate;
  private final Function<Request, Reply> answers;
  private final Consumer<String> log;

  private static void set(String name, String value) {
    System.setProperty("sun.net.httpserver." + name, value);
  }

  private BridgeServer(
      HttpServer server,
      BridgeToken token,
      Function<Request, Reply> answers,
      Consumer<String> log) {
    this.server = server;
    this.threads = Executors.newFixedThreadPool(THREADS);
    this.gate = new Gate(token, hosts(server));
    this.answers = answers;
    this.log = log;
  }

  private static Set<String> hosts(HttpServer server) {
    var bound = server.getAddress();
    return Set.of(
        ListenAddress.authority(bound.getAddress(), bound.getPort()),
        "localhost:" + bound.getPort());
  }

  /**
   * A server that takes requests when this returns.
   *
   * @param answers gives the answer to a request that was let in; what it throws is answered too
   * @param log takes a line when something fails that should not
   * @throws ClientException.Conflict when another program has the port
   */
  public static BridgeServer start(
      ListenAddress address,
      BridgeToken token,
      Function<Request, Reply> answers,
      Consumer<String> log) {
    BridgeServer bridge = new BridgeServer(bound(address), token, answers, log);
    bridge.server.createContext("/", bridge::exchange);
    bridge.server.setExecutor(bridge.threads);
    bridge.server.start();
    return bridge;
  }

  private static HttpServer bound(ListenAddress address) {
    try {
      return HttpServer.create(address.socket(), 0);
    } catch (BindException e) {
      throw new ClientException.Conflict(
          "another program listens on " + address + ", or you may not",
          "end that program, or give --listen 127.0.0.1:0 for a free port");
    } catch (IOException e) {
      throw new ClientException.Failed("nothing can listen on " + address, null);
    }
  }

  /** Where it is reached, such as {@code http://127.0.0.1:40123}. */
  public String address() {
    var bound = server.getAddress();
    return "http://" + ListenAddress.authority(bound.getAddress(), bound.getPort());
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (Refusal e) {
        reply = e.reply();
      }
      send(exchange, reply);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    gate.admit(exchange.getRequestHeaders());
    try {
      return answers.apply(request(exchange));
    } catch (ClientException e) {
      throw Failures.of(e);
    } catch (Malformed e) {
      throw BridgeProblem.MALFORMED_REQUEST.because(e.getMessage());
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      // The message may hold anything, so only its kind is shown.
      log.accept("a request failed unexpectedly: " + e.getClass().getName());
      throw BridgeProblem.CLIENT_FAILED.because(
          "unexpected failure: " + e.getClass().getName(), "this is a fault of coffer");
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    return new Request(
        exchange.getRequestMethod(),
        Request.segments(exchange.getRequestURI()),
        exchange.getRequestURI().getRawQuery(),
        name -> header(headers, name),
        body(exchange.getRequestBody()));
  }

  private static Optional<String> header(Headers headers, String name) {
    if (headers.getOrDefault(name, List.of()).size() > 1) {
      throw BridgeProblem.MALFORMED_REQUEST.because("the header " + name + " is there twice");
    }
    return Gate.only(headers, name);
  }

  private static Bytes body(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      ignore(in);
      throw BridgeProblem.BODY_TOO_LARGE.because(
          "the request body is larger than " + MAX_BODY + " bytes; nothing was changed");
    }
    return Bytes.of(body);
  }

  private static void ignore(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int left = MAX_IGNORED;
    for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
      left -= n;
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    reply.headers().forEach(headers::set);
    byte[] body = reply.bytes();
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Takes no more requests, and lets those that are being answered end, for half a minute. */
  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        log.accept("a request is still being answered; it is left alone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits for this waits no longer
    }
    server.stop(0);
  }
}
