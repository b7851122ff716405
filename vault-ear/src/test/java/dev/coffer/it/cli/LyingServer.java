package dev.coffer.it.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.it.kit.CofferServer;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A real server behind somebody who changes what it says of audit logs. */
@SuppressForbidden("jdk.httpserver is a supported module; what stands between needs no more")
final class LyingServer implements AutoCloseable {
  private static final List<String> REQUEST_HEADERS =
      List.of("Authorization", "Content-Type", "Accept", "X-Coffer-Formats", "If-None-Match");
  private static final List<String> ANSWER_HEADERS =
      List.of("Content-Type", "X-Coffer-Signature", "ETag");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CofferServer behind;
  private final HttpServer server;

  /** What it does to the records of each page. */
  volatile Consumer<JsonArray> lie = LyingServer::honestly;

  /** Whether it answers nothing at all. */
  volatile boolean away;

  private LyingServer(CofferServer behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  static LyingServer before(CofferServer behind) throws IOException {
    LyingServer lying = new LyingServer(behind);
    lying.server.createContext("/", lying::answer);
    lying.server.start();
    return lying;
  }

  static void honestly(JsonArray entries) {}

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        return;
      }
      HttpResponse<byte[]> honest = HTTP.send(request(exchange), BodyHandlers.ofByteArray());
      for (String header : ANSWER_HEADERS) {
        honest
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      byte[] body = changed(exchange.getRequestURI(), honest);
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

  private byte[] changed(URI asked, HttpResponse<byte[]> honest) {
    if (!asked.getPath().endsWith("/audit") || honest.statusCode() != 200) {
      return honest.body();
    }
    String text = new String(honest.body(), StandardCharsets.UTF_8);
    JsonObject page = JsonParser.parseString(text).getAsJsonObject();
    lie.accept(page.getAsJsonArray("entries"));
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
