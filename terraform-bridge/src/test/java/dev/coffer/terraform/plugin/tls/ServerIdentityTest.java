package dev.coffer.terraform.plugin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.terraform.kit.HostIdentity;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdentityTest {
  private static ServerIdentity at(String time) {
    return ServerIdentity.generate(
        new SecureRandom(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-26T10:00:00Z", "2049-12-31T23:59:59Z", "2063-04-05T00:00:00Z"})
  @SuppressForbidden("a certificate says its times so")
  void certificate_isSignedByItsOwnKey_forLocalhost_andForNow(String time) throws Exception {
    X509Certificate certificate = at(time).certificate();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "localhost"));
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    Instant now = Instant.parse(time);
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(now.minusSeconds(30));
    assertThat(certificate.getNotAfter().toInstant()).isAfter(now.plusSeconds(3600));
    assertThat(certificate.getSerialNumber().signum()).isPositive();
  }

  @Test
  void everyIdentity_isAnother() {
    assertThat(at("2026-11-26T10:00:00Z").certificate())
        .isNotEqualTo(at("2026-11-26T10:00:00Z").certificate());
  }

  @Test
  void aPinnedPeer_isThatOne_andNoOther() throws Exception {
    HostIdentity host = HostIdentity.generate();
    PinnedPeer trust = new PinnedPeer(host.certificate());
    trust.checkClientTrusted(new X509Certificate[] {host.certificate()}, "EC");
    X509Certificate[] other = {HostIdentity.generate().certificate()};
    assertThatThrownBy(() -> trust.checkClientTrusted(other, "EC"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[0], "EC"))
        .isInstanceOf(CertificateException.class);
    assertThat(trust.getAcceptedIssuers()).isEmpty();
  }

  @Test
  void aPinnedPeer_whoseTimeIsOver_isRefused() {
    X509Certificate old = at("2001-01-01T00:00:00Z").certificate();
    assertThatThrownBy(
            () -> new PinnedPeer(old).checkServerTrusted(new X509Certificate[] {old}, "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void ownKey_isOfferedWhereAnEllipticOneIsWanted() {
    ServerIdentity identity = at("2026-11-26T10:00:00Z");
    OwnKey own = new OwnKey(identity.key(), identity.certificate());
    assertThat(own.chooseServerAlias("RSA", null, null)).isNull();
    String alias = own.chooseServerAlias("EC_EC", null, null);
    assertThat(own.getPrivateKey(alias)).isEqualTo(identity.key());
    assertThat(own.getCertificateChain(alias)).containsExactly(identity.certificate());
  }
}
