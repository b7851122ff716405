package dev.coffer.client.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coffer.client.ClientException;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.VaultId;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class TrustedAuthoritiesTest {
  private static final char[] PASSWORD = "of-a-test".toCharArray();
  @TempDir static Path folder;
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "SAN=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", certificate().toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(304, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void request_authorityInTheFile_isAnswered() {
    assertThat(pull("127.0.0.1", Optional.of(certificate()))).isEmpty();
  }

  @Test
  void request_authorityThatNobodyNamed_isRefusedWithTheWayOut() {
    assertThatThrownBy(() -> pull("127.0.0.1", Optional.empty()))
        .isInstanceOfSatisfying(
            ClientException.Unreachable.class,
            e -> assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("COFFER_CA")));
  }

  @Test
  void request_certificateOfAnotherName_isRefused() {
    assertThatThrownBy(() -> pull("localhost", Optional.of(certificate())))
        .isInstanceOf(ClientException.Unreachable.class)
        .hasMessageContaining("the one with this name");
  }

  @Test
  void request_fileWithoutCertificates_isRefused() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path other = Files.writeString(folder.resolve("other.pem"), "not a certificate");
    for (Path file : new Path[] {empty, other, folder.resolve("absent.pem")}) {
      assertThatThrownBy(() -> pull("127.0.0.1", Optional.of(file)))
          .isInstanceOf(ClientException.Usage.class)
          .hasMessageContaining("COFFER_CA")
          .hasMessageContaining(file.toString());
    }
  }

  private static Optional<VaultRemote.Pulled> pull(String host, Optional<Path> authorities) {
    var address = ServerAddress.parse("https://" + host + ":" + server.getAddress().getPort());
    var remote = new HttpRemote(address, () -> Optional.of("bearer-of-a-test"), authorities);
    return remote.pull(new VaultId("shop"), Optional.of("\"1\""));
  }

  private static Path store() {
    return folder.resolve("server.p12");
  }

  private static Path certificate() {
    return folder.resolve("server.pem");
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "test", "-keystore", store().toString(), "-storetype"));
    command.addAll(List.of("PKCS12", "-storepass", new String(PASSWORD)));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
