package dev.coffer.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @Test
  void of_ipv4_isItself() {
    assertThat(ClientAddress.of("192.0.2.7").value()).isEqualTo("192.0.2.7");
  }

  @Test
  void of_ipv6OfOneSubscriber_isOneAddress() {
    assertThat(ClientAddress.of("2001:db8:1:2::1"))
        .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "example.com", "1.2.3.4, 5.6.7.8", "unknown", "::::"})
  void of_anythingElse_isTheUnknownPlace(String text) {
    assertThat(ClientAddress.of(text).value()).isEqualTo("unknown");
  }
}
