package dev.coffer.terraform.bridged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives prepared answers, and remembers what it was asked. */
@SuppressForbidden("jdk.httpserver is a supported module")
final class FakeBridge implements AutoCloseable {
  static final String TOKEN = "x".repeat(43);

  /** {@code METHOD PATH}, in order. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  final List<String> shown = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Prepared> answers = new HashMap<>();
  private final HttpServer server;

  private static final int HANG_UP = 0;
  private static final Prepared NOT_FOUND =
      new Prepared(404, "{\"code\":\"not_found\",\"detail\":\"?\"}", Map.of());

  private record Prepared(int status, String body, Map<String, String> headers) {}

  FakeBridge() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::exchange);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A token file that only its owner can read. */
  static Path tokenFile(Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bridge-token"), TOKEN + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  void answers(String request, int status, String body) {
    answers(request, status, body, Map.of());
  }

  void answers(String request, int status, String body, Map<String, String> headers) {
    answers.put(request, new Prepared(status, body, headers));
  }

  void answersAnyPut(int status, String body) {
    answers("PUT", status, body);
  }

  void answersAnyGet(int status, String body) {
    answers("GET", status, body);
  }

  /** Takes the request, and ends the connection without an answer. */
  void hangsUpOn(String request) {
    answers(request, HANG_UP, "");
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(request);
      shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.getRequestBody().readAllBytes();
      Prepared answer =
          answers.getOrDefault(
              request, answers.getOrDefault(exchange.getRequestMethod(), NOT_FOUND));
      if (answer.status() == HANG_UP) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
