package dev.coffer.terraform.job;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Refuses every exchange, and hands out identity tokens as GitHub's runner does. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
final class StubServer implements AutoCloseable {
  /** In the form of a token; its signature is none. */
  static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJjb2ZmZXIifQ.c2lnbmF0dXJl";

  private final HttpServer http;
  private final String problem;
  final List<JsonObject> exchanges = new CopyOnWriteArrayList<>();

  /** What each request has said of the program that sent it; empty for nothing. */
  final List<String> programs = new CopyOnWriteArrayList<>();

  /** The same of the requests for tokens, which go to somebody else. */
  final List<String> toldThePlatform = new CopyOnWriteArrayList<>();

  /**
   * @param problem as which it refuses, with status 401
   */
  StubServer(String problem) throws IOException {
    this.problem = problem;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/api/vault/oidc", this::refuse);
    http.createContext("/token", this::token);
    http.start();
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void token(HttpExchange exchange) throws IOException {
    toldThePlatform.add(program(exchange));
    send(exchange, 200, "{\"value\":\"" + TOKEN + "\"}");
  }

  private static String program(HttpExchange exchange) {
    String said = exchange.getRequestHeaders().getFirst(ClientName.HEADER);
    return said == null ? "" : said;
  }

  private void refuse(HttpExchange exchange) throws IOException {
    programs.add(program(exchange));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchanges.add(JsonParser.parseString(body).getAsJsonObject());
    send(exchange, 401, problem);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
