package dev.coffer.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyStoreFileTest {
  private static final char[] PASSWORD = "a password".toCharArray();

  @Test
  void open_whatWasGenerated_signsVerifiably() throws Exception {
    SigningKey key = KeyStoreFile.open(KeyStoreFile.generate(PASSWORD), PASSWORD);
    String token = key.sign(Map.of("sub", "somebody", "exp", 1L));
    JWSObject parsed = JWSObject.parse(token);
    assertThat(parsed.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(parsed.getHeader().getKeyID()).isEqualTo(key.thumbprint());
    var published = JWKSet.parse(key.jwks()).getKeys().get(0).toECKey();
    assertThat(parsed.verify(new ECDSAVerifier(published))).isTrue();
    assertThat(published.isPrivate()).isFalse();
  }

  @Test
  void open_sameBytesTwice_sameKey() throws Exception {
    byte[] bytes = KeyStoreFile.generate(PASSWORD);
    assertThat(KeyStoreFile.open(bytes, PASSWORD).thumbprint())
        .isEqualTo(KeyStoreFile.open(bytes, PASSWORD).thumbprint());
  }

  @Test
  void open_wrongPassword_refused() throws Exception {
    byte[] bytes = KeyStoreFile.generate(PASSWORD);
    assertThatThrownBy(() -> KeyStoreFile.open(bytes, "another".toCharArray()))
        .isInstanceOf(IOException.class);
  }
}
