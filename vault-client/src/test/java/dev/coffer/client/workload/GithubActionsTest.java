package dev.coffer.client.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.ClientException;
import dev.coffer.client.remote.TokenEndpoint;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class GithubActionsTest {
  private static final String ADDRESS = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String BEARER = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
  private static final String TOKEN = JobTokens.forAudience("coffer");

  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final GithubActions provider = new GithubActions(new TokenEndpoint(Optional.empty()));
  private HttpServer server;
  private int status = 200;
  private String body = "{\"count\":1,\"value\":\"" + TOKEN + "\"}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getResponseHeaders().set("Location", address("/elsewhere"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    environment.put("GITHUB_ACTIONS", "true");
    environment.put(ADDRESS, address("/token?api-version=2.0"));
    environment.put(BEARER, "runtime-bearer");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private String token(Audience audience) {
    return provider.idToken(environment, audience).text();
  }

  private ClientException refused() {
    ClientException failure =
        catchThrowableOfType(ClientException.class, () -> token(Audience.DEFAULT));
    assertThat(failure.getMessage() + failure.hint().orElse(""))
        .doesNotContain("runtime-bearer", TOKEN);
    return failure;
  }

  @Test
  void idToken_anyAudience_isAskedForItEncoded() {
    assertThat(token(Audience.DEFAULT)).isEqualTo(TOKEN);
    assertThat(token(new Audience("https://a.example/?x=1&y=2", true))).isEqualTo(TOKEN);
    assertThat(requests)
        .containsExactly(
            "/token?api-version=2.0&audience=coffer Bearer runtime-bearer",
            "/token?api-version=2.0&audience=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D2"
                + " Bearer runtime-bearer");
  }

  @Test
  void idToken_addressWithoutQuery_getsOne() {
    environment.put(ADDRESS, address("/token"));
    assertThat(token(Audience.DEFAULT)).isEqualTo(TOKEN);
    assertThat(requests).containsExactly("/token?audience=coffer Bearer runtime-bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {ADDRESS, BEARER})
  void idToken_withoutPermission_saysWhichOneIsMissing(String variable) {
    environment.put(variable, "");
    ClientException failure = refused();
    assertThat(failure).isInstanceOf(ClientException.NotSignedIn.class);
    assertThat(failure.hint().orElseThrow()).contains("id-token: write");
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/token",
        "http://127.0.0.1.example.com/token",
        "https://user@127.0.0.1/token",
        "file:///etc/passwd",
        "http:/token",
        "not a url"
      })
  void idToken_addressThatIsNotPrivate_getsNoBearer(String address) {
    environment.put(ADDRESS, address);
    ClientException failure = refused();
    assertThat(failure).isInstanceOf(ClientException.Usage.class).hasMessageContaining(ADDRESS);
    assertThat(requests).isEmpty();
  }

  @Test
  void idToken_redirect_isNotFollowed() {
    status = 302;
    assertThat(refused()).hasMessage("GitHub's token endpoint answers with status 302");
    assertThat(requests).hasSize(1);
  }

  @Test
  void idToken_failureOfGithub_isTold() {
    status = 503;
    ClientException failure = refused();
    assertThat(failure).hasMessage("GitHub's token endpoint answers with status 503");
    assertThat(failure.exitCode()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"value\":null}", "{\"value\":\"x y\"}", "<html>", "[]"})
  void idToken_answerWithoutToken_isRefused(String answer) {
    body = answer;
    assertThat(refused()).hasMessageContaining("GitHub's token endpoint gives no identity token");
  }

  @Test
  void idToken_answerOver64KiB_isRefused() {
    body = "{\"value\":\"" + "x".repeat(64 * 1024) + "\"}";
    assertThat(refused()).isInstanceOf(ClientException.Tampered.class);
  }

  @Test
  void idToken_nobodyListens_isUnreachable() {
    server.stop(0);
    ClientException failure = refused();
    assertThat(failure).isInstanceOf(ClientException.Unreachable.class);
    assertThat(failure.hint().orElseThrow()).doesNotContain("local copy");
  }

  @Test
  void isEnabled_elsewhere_isNot() {
    assertThat(provider.isEnabled(Map.of("CI", "true"))).isFalse();
    assertThat(provider.isEnabled(Map.of("GITHUB_ACTIONS", "true"))).isTrue();
    assertThat(provider.isEnabled(Map.of(ADDRESS, "x"))).isTrue();
  }
}
