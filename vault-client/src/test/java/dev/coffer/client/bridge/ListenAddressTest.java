package dev.coffer.client.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  private static final Path HERE = Path.of("here").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1:0",
    "127.1.2.3:8484, 127.1.2.3:8484",
    "localhost:8484, 127.0.0.1:8484",
    "[::1]:65535, [::1]:65535"
  })
  void parse_loopback_isTaken(String text, String address) {
    LoopbackAddress parsed = LoopbackAddress.parse(text);
    assertThat(parsed.socket().getAddress().isLoopbackAddress()).isTrue();
    assertThat(parsed).hasToString(address);
    assertThat(ListenAddress.parse(text, HERE)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:80",
        "[::]:80",
        "192.168.1.2:80",
        "8484",
        ":8484",
        "127.0.0.1",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.0.0.1.evil.example:80",
        "127.0.0.999:80",
        "example.org:80",
        ""
      })
  void parse_anythingElse_isRefused(String text) {
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> ListenAddress.parse(text, HERE))
        .withMessageContaining("loopback alone");
  }

  @ParameterizedTest
  @CsvSource({
    "unix:bridge.sock, bridge.sock",
    "unix:./a/../bridge.sock, bridge.sock",
    "unix:unix:x, unix:x"
  })
  void parse_unixSocket_isAPathFromHere(String text, String path) {
    assertThat(ListenAddress.parse(text, HERE)).hasToString("unix:" + HERE.resolve(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:", "unix:a\0b"})
  void parse_unixSocket_withoutAPath_isRefused(String text) {
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> ListenAddress.parse(text, HERE))
        .withMessageContaining("is not a path");
  }
}
