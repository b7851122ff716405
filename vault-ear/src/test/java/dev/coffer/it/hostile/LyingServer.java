package dev.coffer.it.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.signature.ResponseSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The real server, as its clients see it when it lies. Changes what passes, swallows what it likes,
 * and signs what it tells as the server would: it sees every bearer.
 */
@SuppressForbidden("the JDK's own HTTP server")
public final class LyingServer implements AutoCloseable {
  private static final List<String> PASSED_ON =
      List.of("Authorization", "Content-Type", "X-Coffer-Formats", "If-None-Match");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI honest;
  private volatile Lie lie = new Lie() {};

  public LyingServer(URI honest) throws IOException {
    this.honest = honest;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** What a client sends. */
  public record Asked(String method, String path, String body, String bearer) {
    public boolean is(String method, String part) {
      return this.method.equals(method) && path.contains(part);
    }

    Asked with(String otherBody) {
      return new Asked(method, path, otherBody, bearer);
    }

    Asked at(String otherPath) {
      return new Asked(method, otherPath, body, bearer);
    }
  }

  /** What the server answers. */
  public record Told(int status, String body, Optional<String> etag, boolean signed) {
    Told with(String otherBody) {
      return new Told(status, otherBody, etag, signed);
    }
  }

  /** One way to lie; tells the truth where it says nothing else. */
  public interface Lie {
    /** What the server says without asking itself, if this is what it lies about. */
    default Optional<Told> instead(Asked asked) {
      return Optional.empty();
    }

    /** What becomes of an honest answer. */
    default Told told(Asked asked, Told honest) {
      return honest;
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void tells(Lie other) {
    lie = other;
  }

  public void tellsTheTruth() {
    lie = new Lie() {};
  }

  /** What the honest server answers to this. */
  Told truth(Asked asked) throws IOException {
    return truth(asked, Optional.empty());
  }

  private Told truth(Asked asked, Optional<HttpExchange> from) throws IOException {
    Api api = Api.of(honest);
    for (String header : PASSED_ON) {
      String value = from.map(e -> e.getRequestHeaders().getFirst(header)).orElse(null);
      if (value != null) {
        api = api.with(header, value);
      }
    }
    if (from.isEmpty()) {
      api = api.as(asked.bearer()).with("X-Coffer-Formats", "coffer/1");
    }
    Answer answer =
        api.send(asked.method(), asked.path(), asked.body().getBytes(StandardCharsets.UTF_8));
    return new Told(
        answer.status(),
        answer.text(),
        Optional.of(answer.header("ETag")).filter(tag -> !tag.isEmpty()),
        !answer.header(ResponseSignature.COFFER_HEADER).isEmpty());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String bearer =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .map(value -> value.replaceFirst("^Bearer ", ""))
              .orElse("");
      Asked asked =
          new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, bearer);
      Lie now = lie;
      Optional<Told> instead = now.instead(asked);
      Told told =
          instead.isPresent()
              ? instead.get()
              : now.told(asked, truth(asked, Optional.of(exchange)));
      answer(exchange, asked, told);
    }
  }

  private static void answer(HttpExchange exchange, Asked asked, Told told) throws IOException {
    byte[] content = told.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    told.etag().ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
    if (told.signed()) {
      String signature = ResponseSignature.of(asked.bearer(), content);
      exchange.getResponseHeaders().set(ResponseSignature.COFFER_HEADER, signature);
      exchange.getResponseHeaders().set(ResponseSignature.LPM_HEADER, signature);
    }
    exchange.sendResponseHeaders(told.status(), content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
