package dev.coffer.it.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody before a real server, who passes on what is asked and answered. */
@SuppressForbidden("jdk.httpserver is a supported module; what stands between needs no more")
public abstract class Middleman implements AutoCloseable {
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "Authorization",
          "Content-Type",
          "Accept",
          "X-Coffer-Formats",
          ClientName.HEADER,
          "If-None-Match");
  private static final List<String> ANSWER_HEADERS =
      List.of("Content-Type", "X-Coffer-Signature", "ETag");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CofferServer behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  protected Middleman(CofferServer behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  protected final void start() {
    server.start();
  }

  public final URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Whether a request is passed on; one that is not gets no answer. */
  protected abstract boolean passes(String method, String path);

  /** What is answered in place of {@code honest}'s body. */
  protected byte[] body(String path, HttpResponse<byte[]> honest) {
    return honest.body();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (!passes(exchange.getRequestMethod(), path)) {
        return;
      }
      HttpResponse<byte[]> honest = HTTP.send(request(exchange), BodyHandlers.ofByteArray());
      for (String header : ANSWER_HEADERS) {
        honest
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      byte[] body = body(path, honest);
      exchange.sendResponseHeaders(honest.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind.uri() + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String header : REQUEST_HEADERS) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
          .ifPresent(value -> request.header(header, value));
    }
    return request.build();
  }

  @Override
  public final void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
