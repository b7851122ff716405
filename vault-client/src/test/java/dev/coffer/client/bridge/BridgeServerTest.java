package dev.coffer.client.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. What is not let in reaches nobody who could change anything. */
class BridgeServerTest {
  private static final String SECRET = "s3cret-value";
  private static final int HANG_MILLIS = 60_000;

  /** One more than come through a UNIX socket at a time. */
  private static final int CALLERS = 33;

  @TempDir Path place;
  private final List<Request> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private Function<Request, Reply> answers = request -> Reply.json(200, Map.of("well", true));
  private String token;
  private BridgeServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    Path file = place.resolve("token");
    server =
        BridgeServer.start(
            ListenAddress.parse("127.0.0.1:0", place),
            BridgeToken.in(file, new SecureRandom()),
            request -> {
              arrived.add(request);
              return answers.apply(request);
            },
            log::add);
    token = Files.readString(file).strip();
    port = URI.create(server.address()).getPort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What comes back for exactly these lines; the head's ends are added. */
  private String sent(String body, String... head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(HANG_MILLIS);
      String text = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String host() {
    return "Host: 127.0.0.1:" + port;
  }

  private String bearer() {
    return "Authorization: Bearer " + token;
  }

  private void refused(String answer, int status, String code) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer)
        .contains("application/problem+json", "\"status\":" + status, "\"code\":\"" + code + "\"")
        .doesNotContain(token, "Access-Control");
    assertThat(arrived).isEmpty();
  }

  @Test
  void request_withTokenAndHost_isLetIn() throws IOException {
    assertThat(sent("", "GET /v1/vaults/~ HTTP/1.1", host(), bearer()))
        .startsWith("HTTP/1.1 200 ")
        .contains("no-store", "{\"well\":true}")
        .doesNotContain("Access-Control");
    assertThat(sent("", "GET /v1/x HTTP/1.1", "Host: LOCALHOST:" + port, bearer()))
        .startsWith("HTTP/1.1 200 ");
    assertThat(arrived.get(0).path()).containsExactly("v1", "vaults", "~");
  }

  @Test
  void request_withoutToken_isRefused() throws IOException {
    String answer = sent("", "DELETE /v1/vaults/~/web HTTP/1.1", host());
    refused(answer, 401, "token_required");
    assertThat(answer).containsIgnoringCase("WWW-Authenticate: Bearer");
  }

  @Test
  void request_withAnotherToken_isRefused() throws IOException {
    String wrong = token.substring(1) + (token.charAt(0) == 'x' ? "y" : "x");
    for (String header :
        List.of(
            "Bearer " + wrong,
            "Bearer " + token + "x",
            "Bearer " + token.substring(1),
            "Bearer ",
            "Basic " + token,
            token)) {
      refused(
          sent("", "GET /v1/vaults/~ HTTP/1.1", host(), "Authorization: " + header),
          401,
          "token_required");
    }
    refused(
        sent("", "GET /v1/x HTTP/1.1", host(), bearer(), "Authorization: Bearer " + wrong),
        401,
        "token_required");
  }

  /** A name that an attacker points at 127.0.0.1 makes a browser send the page's own origin. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil:PORT"})
  void request_forAnotherHost_isRefused_evenWithToken(String named) throws IOException {
    String header = "Host: " + named.replace("PORT", Integer.toString(port));
    refused(sent("", "GET /v1/vaults/~ HTTP/1.1", header, bearer()), 421, "foreign_host");
  }

  @Test
  void request_withTwoHosts_isLetInByNone() throws IOException {
    String answer = sent("", "GET /v1/vaults/~ HTTP/1.1", host(), "Host: evil.example", bearer());
    assertThat(answer).doesNotStartWith("HTTP/1.1 2");
    assertThat(arrived).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://127.0.0.1:1",
        "Origin: null",
        "Origin: https://evil.example",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none"
      })
  void request_ofABrowser_isRefused_evenWithToken(String header) throws IOException {
    refused(
        sent("", "GET /v1/vaults/~ HTTP/1.1", host(), bearer(), header), 403, "browser_refused");
    refused(sent("", "OPTIONS /v1/vaults/~ HTTP/1.1", host(), header), 403, "browser_refused");
  }

  @Test
  void body_thatIsTooLarge_isRefused() throws IOException {
    String body = "x".repeat(Exchanges.MAX_BODY + 1);
    refused(
        sent(
            body,
            "PUT /v1/vaults/~/web HTTP/1.1",
            host(),
            bearer(),
            "Content-Length: " + body.length()),
        413,
        "body_too_large");
    String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    refused(
        sent(
            chunked,
            "PUT /v1/vaults/~/web HTTP/1.1",
            host(),
            bearer(),
            "Transfer-Encoding: chunked"),
        413,
        "body_too_large");
  }

  @Test
  void body_atTheLimit_arrives() throws IOException {
    String body = "x".repeat(Exchanges.MAX_BODY);
    assertThat(
            sent(
                body,
                "PUT /v1/vaults/~/web HTTP/1.1",
                host(),
                bearer(),
                "Content-Length: " + body.length()))
        .startsWith("HTTP/1.1 200 ");
    assertThat(arrived.get(0).body().length()).isEqualTo(Exchanges.MAX_BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/vaults/%zz", "/v1//vaults", "/", "/v1/vaults/"})
  void path_thatIsNone_isRefused(String path) throws IOException {
    String answer = sent("", "GET " + path + " HTTP/1.1", host(), bearer());
    assertThat(answer).startsWith("HTTP/1.1 40");
    assertThat(arrived).isEmpty();
  }

  @Test
  void path_isDecodedOnce() throws IOException {
    sent("", "GET /v1/vaults/a%2Fb+%2525 HTTP/1.1", host(), bearer());
    assertThat(arrived.get(0).path()).containsExactly("v1", "vaults", "a/b+%25");
  }

  @Test
  void failure_isAProblem_andSaysNothingThatItMayHold() throws IOException {
    answers =
        request -> {
          throw new IllegalStateException(SECRET);
        };
    assertThat(sent("", "GET /v1/x HTTP/1.1", host(), bearer()))
        .startsWith("HTTP/1.1 500 ")
        .contains("client_failed", "IllegalStateException")
        .doesNotContain(SECRET);
    assertThat(log).singleElement().asString().doesNotContain(SECRET, token);
  }

  @Test
  void refusalsOfTheClient_areProblems() throws IOException {
    assertThat(failing(new ClientException.Unreachable("away", "start it", null)))
        .startsWith("HTTP/1.1 503 ")
        .contains("server_unreachable", "away", "start it");
    assertThat(failing(new ClientException.NeverSignedIn())).contains("not_signed_in", " 503 ");
    assertThat(failing(new ClientException.Tampered("x", null))).contains(" 502 ");
    assertThat(failing(new ClientException.NotFound("x", null))).contains(" 404 ");
    assertThat(failing(new ClientException.Conflict("x", null))).contains(" 409 ");
    assertThat(failing(new ClientException.Usage("x", null))).contains(" 400 ");
    assertThat(failing(new ClientException.Failed("x", null))).contains(" 500 ");
    assertThat(failing(new Malformed("a role is one"))).contains(" 400 ", "a role is one");
    assertThat(failing(new ClientException.Refused(403, "role_not_enough", "no", null, null)))
        .contains(" 403 ", "https://coffer.dev/problems/role_not_enough");
    assertThat(failing(new ClientException.Refused(401, "not_signed_in", "no", null, null)))
        .contains(" 503 ", "https://coffer.dev/bridge#not_signed_in");
    assertThat(failing(new ClientException.Refused(404, "not_found", "none", null, null)))
        .as("the server's word is not the bridge's own look")
        .contains(" 502 ", "https://coffer.dev/bridge#server_says_not_found", "none");
    assertThat(log).isEmpty();
  }

  private String failing(RuntimeException failure) throws IOException {
    answers =
        request -> {
          throw failure;
        };
    return sent("", "GET /v1/x HTTP/1.1", host(), bearer());
  }

  /**
   * One that got no thread would be cut off unread after 20 seconds, however long the others are.
   */
  @Test
  void requests_ofManyCallers_areReadAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(CALLERS);
    answers =
        request -> {
          all.countDown();
          await(all);
          return Reply.json(200, Map.of("well", true));
        };
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<String>> asking = Collections.nCopies(CALLERS, this::asked);
      for (Future<String> answer : callers.invokeAll(asking)) {
        assertThat(answer.get()).startsWith("HTTP/1.1 200 ");
      }
    } finally {
      callers.shutdown();
    }
  }

  private String asked() throws IOException {
    return sent("", "GET /v1/x HTTP/1.1", host(), bearer());
  }

  @Test
  void close_letsARunningRequestEnd_andTakesNoMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    answers =
        request -> {
          begun.countDown();
          await(closing);
          return Reply.json(200, Map.of("ended", true));
        };
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return sent("", "GET /v1/x HTTP/1.1", host(), bearer());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    await(begun);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    closing.countDown();
    closed.get(HANG_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(answer.get(HANG_MILLIS, TimeUnit.MILLISECONDS)).contains("{\"ended\":true}");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> sent("", "GET /v1/x HTTP/1.1", host(), bearer()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(HANG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void start_onATakenPort_isRefused_andTheFirstGoesOn() throws IOException {
    ListenAddress taken = ListenAddress.parse("127.0.0.1:" + port, place);
    BridgeToken other = BridgeToken.in(place.resolve("token"), new SecureRandom());
    assertThatExceptionOfType(ClientException.Conflict.class)
        .isThrownBy(() -> BridgeServer.start(taken, other, answers, log::add))
        .withMessageContaining("127.0.0.1:" + port);
    assertThat(sent("", "GET /v1/x HTTP/1.1", host(), bearer())).startsWith("HTTP/1.1 200 ");
  }
}
