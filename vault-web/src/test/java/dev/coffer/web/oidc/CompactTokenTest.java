package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactTokenTest {
  private static final String CLAIMS = "{\"iss\":\"https://issuer.example\"}";

  private static String text(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String header, String claims) {
    return text(header) + "." + text(claims) + ".AAAA";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"kid\":\"a\"}",
        "{\"alg\":\"None\",\"kid\":\"a\"}",
        "{\"alg\":\"HS256\",\"kid\":\"a\"}",
        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"kid\":\"a\"}",
        "{\"alg\":\"EdDSA\",\"kid\":\"a\"}",
        "{\"alg\":\"rs256\",\"kid\":\"a\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"RS256\",\"kid\":\"\"}",
        "{\"alg\":\"RS256\",\"kid\":7}",
        "{\"kid\":\"a\"}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"jku\":\"https://evil.example\"}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"jwk\":{}}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"x5u\":\"https://evil.example\"}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"x5c\":[]}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"RS256\",\"kid\":\"a\",\"b64\":false}",
        "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"a\"}",
        "[]",
        ""
      })
  void header_ofAnyOtherForm_isRefusedWithoutItsContent(String header) {
    assertThatThrownBy(() -> CompactToken.parse(token(header, CLAIMS)))
        .isInstanceOf(Malformed.class)
        .hasMessageNotContaining("evil");
  }

  @Test
  void header_withAFingerprint_isTaken() {
    String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"../x' or 1\",\"x5t\":\"AAAA\"}";
    assertThat(CompactToken.parse(token(header, CLAIMS)).keyId()).isEqualTo("../x' or 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a.b.c ", "a=.b.c", "é.b.c", "a..c"})
  void text_ofAnyOtherForm_isRefused(String text) {
    assertThatThrownBy(() -> CompactToken.parse(text)).isInstanceOf(Malformed.class);
  }

  @Test
  void text_longOrWithAClaimTwiceOrDeep_isRefused() {
    String header = "{\"alg\":\"RS256\",\"kid\":\"a\"}";
    String twice = "{\"iss\":\"a\",\"iss\":\"a\"}";
    String twiceInside = "{\"a\":{\"b\":1,\"b\":1}}";
    String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
    String large = "{\"a\":\"" + "x".repeat(CompactToken.MAX_LENGTH) + "\"}";
    for (String claims : new String[] {twice, twiceInside, deep, large}) {
      assertThatThrownBy(() -> CompactToken.parse(token(header, claims)))
          .isInstanceOf(Malformed.class);
    }
    assertThatThrownBy(() -> CompactToken.parse(null)).isInstanceOf(Malformed.class);
  }

  @Test
  void signature_genuine_holdsUntilABitIsFlipped() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String signed = signed("RS256", "SHA256withRSA", rsa);
    RSASSAVerifier key = new RSASSAVerifier((RSAPublicKey) rsa.getPublic());
    assertThat(CompactToken.parse(signed).isSignedBy(key)).isTrue();
    String other = text("{\"iss\":\"https://issuer.exampleX\"}");
    String changed = signed.replace(text(CLAIMS), other);
    assertThat(CompactToken.parse(changed).isSignedBy(key)).isFalse();
  }

  /** All zeros was once a valid signature of everything (CVE-2022-21449). */
  @Test
  void signature_ofZeros_isNone() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    ECDSAVerifier key = new ECDSAVerifier((ECPublicKey) pair.getPublic());
    String signed = signed("ES256", "SHA256withECDSAinP1363Format", pair);
    assertThat(CompactToken.parse(signed).isSignedBy(key)).isTrue();
    String content = signed.substring(0, signed.lastIndexOf('.') + 1);
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    assertThat(CompactToken.parse(content + zeros).isSignedBy(key)).isFalse();
  }

  private static String signed(String algorithm, String name, KeyPair pair)
      throws GeneralSecurityException {
    String content = text("{\"alg\":\"" + algorithm + "\",\"kid\":\"a\"}") + "." + text(CLAIMS);
    Signature signature = Signature.getInstance(name);
    signature.initSign(pair.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }
}
