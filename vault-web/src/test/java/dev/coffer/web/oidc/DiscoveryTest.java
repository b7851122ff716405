package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressForbidden("the JDK's own HTTP server is the far end")
final class DiscoveryTest {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Discovery discovery = new Discovery(new IssuerConnection(true)::text);
  private HttpServer far;

  @BeforeEach
  void start() throws IOException {
    far = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    far.createContext(
        "/",
        exchange -> {
          String page = pages.getOrDefault(exchange.getRequestURI().getPath(), "");
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              page.isEmpty() ? 404 : 200, page.isEmpty() ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    far.start();
    pages.put("/jwks", "{\"keys\":[]}");
  }

  @AfterEach
  void stop() {
    far.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + far.getAddress().getPort() + path;
  }

  private static String document(String issuer, String keys) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
  }

  @Test
  void issuer_withPathOrSlash_isFoundAtItsOwnDocument() throws IOException {
    pages.put("/a/b" + WELL_KNOWN, document(address("/a/b"), address("/jwks")));
    pages.put("/c" + WELL_KNOWN, document(address("/c/"), address("/jwks")));
    assertThat(discovery.fetch(address("/a/b")).has("x")).isFalse();
    assertThat(discovery.fetch(address("/c/")).has("x")).isFalse();
  }

  @Test
  void document_ofAnotherIssuerOrWithoutKeysOrDoubled_isAFailure() {
    String own = address("/a");
    for (String wrong :
        new String[] {
          document(own + "/", address("/jwks")),
          document(address("/A"), address("/jwks")),
          "{\"issuer\":\"" + own + "\"}",
          "{\"issuer\":\"" + own + "\",\"jwks_uri\":7}",
          document(own, "file:///dev/null"),
          document(own, address("/nowhere")),
          "{\"issuer\":\"x\"," + document(own, address("/jwks")).substring(1),
          "[]"
        }) {
      pages.put("/a" + WELL_KNOWN, wrong);
      assertThatThrownBy(() -> discovery.fetch(own)).as(wrong).isInstanceOf(IOException.class);
    }
  }
}
