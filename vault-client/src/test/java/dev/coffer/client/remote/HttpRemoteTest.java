package dev.coffer.client.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.ClientException;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.signature.ResponseSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class HttpRemoteTest {
  private static final String BEARER = "bearer-of-a-test";
  private static final VaultId VAULT = new VaultId("shop");
  private static final String BODY = "{\"vaultId\":\"shop\",\"version\":3}";

  private HttpServer server;
  private HttpRemote remote;
  private int status = 200;
  private String body = BODY;
  private String signature;
  private String location;
  private String program;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          program = exchange.getRequestHeaders().getFirst(ClientName.HEADER);
          if (signature != null) {
            exchange.getResponseHeaders().set(ResponseSignature.COFFER_HEADER, signature);
          }
          if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    remote =
        new HttpRemote(
            ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort()),
            () -> Optional.of(BEARER));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void pull_validSignature_isRead() {
    signature = ResponseSignature.of(BEARER, BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(remote.pull(VAULT, Optional.empty()).orElseThrow().vault().version()).isEqualTo(3);
  }

  @Test
  void pull_noSignature_isRefused() {
    refuses(ClientException.Tampered.class, "carries no X-Coffer-Signature");
  }

  @Test
  void pull_signatureOfOtherBytes_isRefusedBeforeParsing() {
    signature = ResponseSignature.of(BEARER, BODY.getBytes(StandardCharsets.UTF_8));
    body = "not even JSON";
    refuses(ClientException.Tampered.class, "signature does not match");
  }

  @Test
  void pull_answerOver11MiB_isRefused() {
    body = "x".repeat(11 * 1024 * 1024 + 1);
    refuses(ClientException.Tampered.class, "larger than");
  }

  @Test
  void pull_largestVaultThatCouldBePushed_isRead() {
    String blob = "x".repeat(10 * 1024 * 1024 - 25);
    body = "{\"encryptedBlob\":\"" + blob + "\",\"name\":\"shop\",\"version\":3}";
    signature = ResponseSignature.of(BEARER, body.getBytes(StandardCharsets.UTF_8));
    assertThat(remote.pull(VAULT, Optional.empty()).orElseThrow().vault().version()).isEqualTo(3);
  }

  @Test
  void pull_notModifiedThoughNotAsked_isNoAnswer() {
    status = 304;
    body = "";
    refuses(ClientException.Unreachable.class, "status 304");
  }

  @Test
  void pull_redirect_isNotFollowed() {
    status = 302;
    location = "http://127.0.0.1:1/";
    refuses(ClientException.Unreachable.class, "status 302");
  }

  @Test
  void pull_problem_isTold() {
    status = 503;
    body =
        "{\"code\":\"database_unavailable\",\"detail\":\"The database\\u001b[2J\\u009bA is away\"}";
    refuses(ClientException.Unreachable.class, "The database [2J A is away");
  }

  @Test
  void pull_sessionEnded_saysSo() {
    status = 401;
    body = "{\"code\":\"not_signed_in\"}";
    refuses(ClientException.NotSignedIn.class, "ended or was revoked");
  }

  private void refuses(Class<? extends ClientException> kind, String message) {
    assertThatThrownBy(() -> remote.pull(VAULT, Optional.empty()))
        .isInstanceOf(kind)
        .hasMessageContaining(message);
  }

  /** The server's audit log then says so. */
  @Test
  void request_ofANamedProgram_saysItsName_andOthersNone() {
    body = "{}";
    remote.me();
    assertThat(program).isNull();
    new HttpRemote(
            ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort()),
            () -> Optional.of(BEARER),
            Optional.empty(),
            Optional.of(new ClientName("bridge")))
        .me();
    assertThat(program).isEqualTo("bridge");
  }
}
