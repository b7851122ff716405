package dev.coffer.client.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1:0",
    "127.1.2.3:8484, 127.1.2.3:8484",
    "localhost:8484, 127.0.0.1:8484",
    "[::1]:65535, [::1]:65535"
  })
  void parse_loopback_isTaken(String text, String address) {
    ListenAddress parsed = ListenAddress.parse(text);
    assertThat(parsed.host().isLoopbackAddress()).isTrue();
    assertThat(parsed).hasToString(address);
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
        .isThrownBy(() -> ListenAddress.parse(text))
        .withMessageContaining("loopback alone");
  }

  @Test
  void parse_unixSocket_isRefusedWithAWayOut() {
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> ListenAddress.parse("unix:/run/coffer"))
        .withMessageContaining("UNIX socket")
        .satisfies(
            e -> assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("127")));
  }
}
