package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static KeyRing ring(JWK... keys) throws IOException {
    return KeyRing.parse(new JWKSet(List.of(keys)).toString());
  }

  private static JWKGenerator<RSAKey> rsa() {
    return new RSAKeyGenerator(2048).keyID("a");
  }

  @Test
  void keys_forSignatures_areUsed() throws Exception {
    KeyRing ring = ring(rsa().keyUse(KeyUse.SIGNATURE).generate());
    assertThat(ring.verifier("a", JWSAlgorithm.RS256)).isPresent();
    assertThat(ring.verifier("a", JWSAlgorithm.PS256)).isPresent();
    assertThat(ring.verifier("a", JWSAlgorithm.ES256)).isEmpty();
    assertThat(ring.verifier("b", JWSAlgorithm.RS256)).isEmpty();
  }

  @Test
  void keys_forSomethingElse_areNot() throws Exception {
    assertThat(ring(rsa().keyUse(KeyUse.ENCRYPTION).generate()).has("a")).isFalse();
    assertThat(ring(rsa().keyOperations(Set.of(KeyOperation.ENCRYPT)).generate()).has("a"))
        .isFalse();
    RSAKey bound = rsa().algorithm(JWSAlgorithm.RS256).generate();
    assertThat(ring(bound).verifier("a", JWSAlgorithm.PS256)).isEmpty();
    assertThat(ring(bound).verifier("a", JWSAlgorithm.RS256)).isPresent();
  }

  @Test
  void keys_weakOrSecretOrWithoutAnId_areNot() throws Exception {
    JWK weak = new RSAKeyGenerator(1024, true).keyID("a").generate();
    assertThat(ring(weak).has("a")).isFalse();
    OctetSequenceKey shared = new OctetSequenceKeyGenerator(256).keyID("a").generate();
    assertThat(KeyRing.parse(new JWKSet(shared).toString(false)).has("a")).isFalse();
    RSAKey secret = rsa().generate();
    assertThat(KeyRing.parse(new JWKSet(secret).toString(false)).has("a")).isFalse();
    assertThat(ring(new RSAKeyGenerator(2048).generate()).has("a")).isFalse();
  }

  @Test
  void keys_twoWithOneId_areBothLeftOut() throws Exception {
    KeyRing ring = ring(rsa().generate(), rsa().generate());
    assertThat(ring.has("a")).isFalse();
  }

  @Test
  void text_thatIsNoKeySet_isAFailedFetch() {
    for (String wrong : List.of("", "[]", "{}", "{\"keys\":1}", "{\"keys\":[],\"keys\":[]}")) {
      assertThatThrownBy(() -> KeyRing.parse(wrong)).as(wrong).isInstanceOf(IOException.class);
    }
  }
}
