package dev.coffer.client.cli.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What a CI job talks to: the token endpoint of a platform, and the routes of a server. */
@SuppressForbidden("jdk.httpserver is a supported module; without it nothing is rehearsed here")
final class JobServer {
  private static final String TOKENS = "/tokens";
  private static final String BEARER = "rehearsal";
  private static final EnvironmentName ENVIRONMENT = EnvironmentName.DEFAULT;
  private static final int VERSION = 1;

  private final VaultId vault;

  /**
   * @param vault whose variables it has
   */
  JobServer(VaultId vault) {
    this.vault = vault;
  }

  /** The environment of a job that knows the server of {@code environment}. */
  static Map<String, String> job(Map<String, String> environment) {
    Map<String, String> job = new HashMap<>(environment);
    job.put("COFFER_VAULT_ID", "rehearsal");
    job.put("GITHUB_ACTIONS", "true");
    job.put("ACTIONS_ID_TOKEN_REQUEST_URL", environment.get("COFFER_SERVER") + TOKENS);
    job.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", BEARER);
    return job;
  }

  void addTo(HttpServer server) {
    server.createContext(
        TOKENS, exchange -> send(exchange, WireJson.write(Map.of("value", "e30.e30.e30"))));
    server.createContext(
        "/api/vault/oidc",
        exchange ->
            send(
                exchange,
                WireJson.write(
                    new ExchangedToken(
                        BEARER, Instant.EPOCH, BEARER, vault.value(), ENVIRONMENT.value(), true))));
    server.createContext("/api/vaults/" + vault + "/ci-pull", this::pull);
  }

  private void pull(HttpExchange exchange) throws IOException {
    String sealTo = exchange.getRequestURI().getQuery().replaceFirst(".*sealTo=", "");
    Bytes key = Bytes.of(Base64.getUrlDecoder().decode(sealTo));
    byte[] info = new SealedAnswerContext(vault, ENVIRONMENT, VERSION, key).info();
    byte[] variables = "{\"REHEARSED\":\"yes\"}".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Hpke.seal(key.toArray(), info, variables, new SecureRandom());
    String body =
        WireJson.write(
            new PulledEnvironment(ENVIRONMENT.value(), VERSION, null, Base64Text.encode(sealed)));
    exchange
        .getResponseHeaders()
        .set(
            ResponseSignature.COFFER_HEADER,
            ResponseSignature.of(BEARER, body.getBytes(StandardCharsets.UTF_8)));
    send(exchange, body);
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
