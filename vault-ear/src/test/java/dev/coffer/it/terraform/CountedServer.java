package dev.coffer.it.terraform;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A real server behind somebody who writes down what is asked. */
@SuppressForbidden("jdk.httpserver is a supported module; what stands between needs no more")
final class CountedServer implements AutoCloseable {
  private static final List<String> REQUEST_HEADERS =
      List.of("Authorization", "Content-Type", "Accept", "X-Coffer-Formats", "If-None-Match");
  private static final List<String> ANSWER_HEADERS =
      List.of("Content-Type", "X-Coffer-Signature", "ETag");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CofferServer behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Is told of each request before it is passed on. */
  volatile Consumer<String> witness = line -> {};

  private CountedServer(CofferServer behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  static CountedServer before(CofferServer behind) throws IOException {
    CountedServer counted = new CountedServer(behind);
    counted.server.setExecutor(counted.threads);
    counted.server.createContext("/", counted::answer);
    counted.server.start();
    return counted;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method and path of every request since the last time this was asked. */
  List<String> asked() {
    List<String> since = List.copyOf(asked);
    asked.clear();
    return since;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      asked.add(line);
      witness.accept(line);
      HttpResponse<byte[]> honest = HTTP.send(request(exchange), BodyHandlers.ofByteArray());
      for (String header : ANSWER_HEADERS) {
        honest
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      byte[] body = honest.body();
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
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
