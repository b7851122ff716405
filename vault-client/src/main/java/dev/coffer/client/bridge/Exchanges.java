package dev.coffer.client.bridge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers each request that the gate lets in, and each that it does not. What is said of a failure
 * holds neither a value nor a key nor a token.
 */
@SuppressForbidden("jdk.httpserver is a supported module")
final class Exchanges implements HttpHandler {
  /** The largest body that is read. */
  static final int MAX_BODY = 64 * 1024;

  /** So much more is read and thrown away, so that who sends it can read why it is refused. */
  private static final int MAX_IGNORED = 4 * 1024 * 1024;

  private final Gate gate;
  private final Function<Request, Reply> answers;
  private final Consumer<String> log;

  Exchanges(Gate gate, Function<Request, Reply> answers, Consumer<String> log) {
    this.gate = gate;
    this.answers = answers;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
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
    gate.admit(exchange.getRemoteAddress(), exchange.getRequestHeaders());
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
}
