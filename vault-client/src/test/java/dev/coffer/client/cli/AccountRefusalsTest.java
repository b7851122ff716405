package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.TokenList;
import dev.coffer.protocol.wire.account.TokenView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes of what a server refuses a person, against one that refuses it. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class AccountRefusalsTest {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final String FIRST = "6f1c0e52-0000-4000-8000-000000000001";
  private static final String SECOND = "6f1c0e52-0000-4000-8000-000000000002";

  @TempDir Path place;
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    switch (request) {
      case "POST /api/sessions" ->
          send(exchange, 201, new Session("bearer-of-a-test", FIRST, LATER, "ada", "account-1"));
      case "GET /api/tokens" ->
          send(exchange, 200, new TokenList(List.of(token(FIRST), token(SECOND))));
      case "POST /api/accounts" -> refuse(exchange, Problem.MALFORMED_REQUEST);
      case "POST /api/devices" -> refuse(exchange, Problem.DEVICE_REVOKED);
      default -> send(exchange, 200, Map.of("status", "done"));
    }
  }

  private static TokenView token(String id) {
    return new TokenView(id, "ci", "read", null, Instant.EPOCH, LATER, false);
  }

  private static void refuse(HttpExchange exchange, Problem problem) throws IOException {
    send(
        exchange,
        problem.status(),
        Map.of("code", problem.code(), "title", problem.title(), "status", problem.status()));
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] text = WireJson.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private Coffer.Said signedIn(String... words) {
    return new Coffer(
            place.resolve("home"),
            place,
            Map.of("COFFER_SERVER", address(), "COFFER_TOKEN", "bearer-of-a-test"))
        .run("", words);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void tokenRevoke_ofNone_isNotFoundAndRevokesNothing() {
    for (String id : List.of("nope", "", FIRST + "0")) {
      Coffer.Said said = signedIn("token", "revoke", id);
      assertThat(said.code()).isEqualTo(7);
      assertThat(said.err()).contains("hint: nothing was revoked; run 'coffer token list'");
    }
    assertThat(signedIn("token", "revoke", "6f1c").code()).as("two begin like this").isEqualTo(7);
    assertThat(requests).allMatch("GET /api/tokens"::equals);
  }

  @Test
  void tokenRevoke_byTheWholeId_revokesThatOne() {
    assertThat(signedIn("token", "revoke", SECOND).code()).isZero();
    assertThat(requests).endsWith("DELETE /api/tokens/" + SECOND);
  }

  @Test
  void accountCreate_aNameThatNoneCanHave_isAUsageError() {
    Coffer.Said said = signedIn("account", "create", "b d");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void login_onARevokedDevice_isRefusedAndLeavesNobodySignedIn() {
    Coffer machine = new Coffer(place.resolve("home"), place);
    Coffer.Said said =
        machine.run(
            "password", "login", "--server", address(), "--account", "ada", "--password-stdin");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("revoked", "hint: set COFFER_PROFILE");
    assertThat(requests).endsWith("DELETE /api/sessions/current");
    requests.clear();
    assertThat(machine.run("", "token", "list").code()).isEqualTo(3);
    assertThat(requests).isEmpty();
  }
}
