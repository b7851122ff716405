package dev.coffer.client.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.VaultId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
  @TempDir static Path folder;
  private static TlsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TlsServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void request_authorityInTheFile_isAnswered() {
    assertThat(pull("127.0.0.1", Optional.of(server.certificate()))).isEmpty();
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
    assertThatThrownBy(() -> pull("localhost", Optional.of(server.certificate())))
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
    var address = ServerAddress.parse("https://" + host + ":" + server.port());
    var remote = new HttpRemote(address, () -> Optional.of("bearer-of-a-test"), authorities);
    return remote.pull(new VaultId("shop"), Optional.of("\"1\""));
  }
}
