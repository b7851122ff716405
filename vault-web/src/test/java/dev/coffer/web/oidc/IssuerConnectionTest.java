package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the server goes to look for keys, and where not. */
@SuppressForbidden("the JDK's own HTTP server is the far end")
final class IssuerConnectionTest {
  private static final int MAX = 262_144;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer far;

  @BeforeEach
  void start() throws IOException {
    far = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    far.createContext("/", this::answer);
    far.start();
  }

  @AfterEach
  void stop() {
    far.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/moved")) {
      exchange.getResponseHeaders().add("Location", address("/ok"));
      exchange.sendResponseHeaders(302, -1);
    } else {
      byte[] body =
          switch (path) {
            case "/longest" -> new byte[MAX];
            case "/longer" -> new byte[MAX + 1];
            default -> "{}".getBytes(StandardCharsets.UTF_8);
          };
      exchange.sendResponseHeaders(path.equals("/error") ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + far.getAddress().getPort() + path;
  }

  @Test
  void privateAddress_permitted_isRead() throws IOException {
    IssuerConnection connection = new IssuerConnection(true);
    assertThat(connection.text(address("/ok"))).isEqualTo("{}");
    assertThat(connection.text(address("/longest"))).hasSize(MAX);
  }

  @Test
  void answer_movedOrWrongOrEndless_isNone() {
    IssuerConnection connection = new IssuerConnection(true);
    for (String path : new String[] {"/moved", "/error", "/longer"}) {
      assertThatThrownBy(() -> connection.text(address(path)))
          .as(path)
          .isInstanceOf(IOException.class);
    }
    assertThat(asked).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:%d/ok",
        "https://[::1]:%d/ok",
        "https://localhost:%d/ok",
        "https://[::ffff:127.0.0.1]:%d/ok",
        "http://127.0.0.1:%d/ok",
        "file:///dev/null",
        "ftp://127.0.0.1:%d/ok",
        "https://user@127.0.0.1:%d/ok",
        "https:///ok",
        "not an address"
      })
  void privateAddress_notPermitted_isNotEvenAsked(String form) {
    String address = form.replace("%d", Integer.toString(far.getAddress().getPort()));
    assertThatThrownBy(() -> new IssuerConnection(false).text(address))
        .isInstanceOf(IOException.class);
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.8.9.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "64:ff9b::a00:1",
        "2001:db8::1",
        "2001::1",
        "2002:a00:1::1"
      })
  void address_ofThisHostOrNetworkOrNobody_isNotPublic(String address) throws IOException {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "140.82.121.4",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "223.255.255.254",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void address_ofTheInternet_isPublic(String address) throws IOException {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
  }
}
