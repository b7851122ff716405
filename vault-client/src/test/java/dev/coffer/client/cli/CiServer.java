package dev.coffer.client.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.client.crypto.text.VariablesText;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The far end of a CI job: GitHub's token endpoint, and a server's exchange and pull. It does what
 * docs of the protocol say unless a test makes it do otherwise.
 */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
final class CiServer implements AutoCloseable {
  static final String POLICY = "0123456789abcdef0123456789abcdef";
  static final String BEARER = "bearer-for-one-environment";
  private static final int VERSION = 7;

  final List<String> requests = new ArrayList<>();
  final List<ExchangeToken> exchanges = new ArrayList<>();

  /** What each of {@link #requests} has said of the program that sent it; empty for nothing. */
  final List<String> programs = new ArrayList<>();

  final SortedMap<String, String> variables = new TreeMap<>();
  String identity = "not.set.yet";
  Map<String, Object> refusal = Map.of();
  Map<String, Object> pullRefusal = Map.of();
  UnaryOperator<ExchangedToken> exchanged = answer -> answer;
  UnaryOperator<PulledEnvironment> pulled = answer -> answer;
  UnaryOperator<String> signature = value -> value;
  UnaryOperator<SealedAnswerContext> place = value -> value;
  private final HttpServer server;

  CiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a job on GitHub has in its environment. */
  Map<String, String> githubJob() {
    Map<String, String> environment = new HashMap<>();
    environment.put("CI", "true");
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", address() + "/github?api-version=2.0");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "runtime-bearer");
    environment.put("COFFER_SERVER", address());
    return environment;
  }

  /** What a job on GitLab has. */
  Map<String, String> gitlabJob() {
    return new HashMap<>(
        Map.of(
            "CI",
            "true",
            "GITLAB_CI",
            "true",
            "COFFER_GITLAB_OIDC_TOKEN",
            identity,
            "COFFER_SERVER",
            address()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    requests.add(exchange.getRequestMethod() + " " + uri.replaceFirst("sealTo=.*", "sealTo=…"));
    String program = exchange.getRequestHeaders().getFirst(ClientName.HEADER);
    programs.add(program == null ? "" : program);
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/github")) {
      send(exchange, 200, WireJson.write(Map.of("value", identity)));
    } else if (path.equals("/api/vault/oidc")) {
      exchange(exchange);
    } else if (path.endsWith("/ci-pull")) {
      pull(exchange);
    } else {
      send(exchange, 200, "{}");
    }
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ExchangeToken asked = WireJson.read(body, ExchangeToken.class);
    exchanges.add(asked);
    if (!refusal.isEmpty()) {
      refuse(exchange, refusal);
      return;
    }
    ExchangedToken answer =
        new ExchangedToken(BEARER, Instant.EPOCH, POLICY, asked.vaultId(), asked.env(), true);
    send(exchange, 200, WireJson.write(exchanged.apply(answer)));
  }

  private void pull(HttpExchange exchange) throws IOException {
    if (!pullRefusal.isEmpty()) {
      refuse(exchange, pullRefusal);
      return;
    }
    if (!("Bearer " + BEARER).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      refuse(exchange, Map.of("code", "not_signed_in", "status", 401));
      return;
    }
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    String vault = exchange.getRequestURI().getPath().split("/", -1)[3];
    Bytes key = Bytes.of(Base64.getUrlDecoder().decode(query.get("sealTo")));
    SealedAnswerContext context =
        place.apply(
            new SealedAnswerContext(
                new VaultId(vault), new EnvironmentName(query.get("env")), VERSION, key));
    byte[] sealed =
        Hpke.seal(
            key.toArray(), context.info(), VariablesText.write(variables), new SecureRandom());
    PulledEnvironment answer =
        new PulledEnvironment(
            query.get("env"), VERSION, null, Base64.getEncoder().encodeToString(sealed));
    String body = WireJson.write(pulled.apply(answer));
    String valid = ResponseSignature.of(BEARER, body.getBytes(StandardCharsets.UTF_8));
    String signed = signature.apply(valid);
    if (!signed.isEmpty()) {
      exchange.getResponseHeaders().set(ResponseSignature.COFFER_HEADER, signed);
    }
    send(exchange, 200, body);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String part : text.split("&", -1)) {
      query.put(part.split("=", 2)[0], part.split("=", 2)[1]);
    }
    return query;
  }

  private static void refuse(HttpExchange exchange, Map<String, Object> problem)
      throws IOException {
    send(exchange, (int) problem.get("status"), WireJson.write(problem));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
