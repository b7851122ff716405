package dev.coffer.terraform.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.kit.HostIdentity;
import dev.coffer.terraform.plugin.Handshake.NotStartedByHost;
import dev.coffer.terraform.plugin.tls.ServerIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static Map<String, String> host(String... variables) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(Handshake.COOKIE_NAME, Handshake.COOKIE);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }

  @Test
  void withoutTheCookie_itIsAPersonWhoIsToldSo() {
    assertThatThrownBy(() -> Handshake.of(Map.of()))
        .isInstanceOf(NotStartedByHost.class)
        .hasMessageContaining("docs/terraform.md");
    assertThatThrownBy(() -> Handshake.of(Map.of(Handshake.COOKIE_NAME, "x")))
        .isInstanceOf(NotStartedByHost.class);
  }

  @Test
  void aHostOfAnotherProtocol_isRefused() {
    assertThatThrownBy(() -> Handshake.of(host("PLUGIN_PROTOCOL_VERSIONS", "4,5,66")))
        .isInstanceOf(NotStartedByHost.class)
        .hasMessageContaining("protocol 6");
    assertThat(Handshake.of(host("PLUGIN_PROTOCOL_VERSIONS", "5,6")).host()).isEmpty();
  }

  @Test
  void aBrokenCertificate_isRefused_andNotShown() {
    assertThatThrownBy(() -> Handshake.of(host("PLUGIN_CLIENT_CERT", "no certificate")))
        .isInstanceOf(NotStartedByHost.class)
        .hasMessageNotContaining("no certificate");
  }

  @Test
  void answer_hasTheCertificateWithoutPadding() throws Exception {
    HostIdentity host = HostIdentity.generate();
    Handshake handshake = Handshake.of(host("PLUGIN_CLIENT_CERT", host.pem()));
    assertThat(handshake.host()).contains(host.certificate());
    ServerIdentity own = ServerIdentity.generate(new SecureRandom(), Clock.systemUTC());
    String[] fields = handshake.answer(4711, Optional.of(own)).split("\\|", -1);
    assertThat(fields).startsWith("1", "6", "tcp", "127.0.0.1:4711", "grpc").hasSize(6);
    assertThat(fields[5]).doesNotContain("=");
    assertThat(Base64.getDecoder().decode(fields[5])).isEqualTo(own.certificate().getEncoded());
  }

  @Test
  void answer_inPlainText_endsWithAnEmptyField() {
    assertThat(Handshake.of(host()).answer(1, Optional.empty()))
        .isEqualTo("1|6|tcp|127.0.0.1:1|grpc|");
  }
}
