package dev.coffer.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.protocol.Vectors;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseSignatureTest {
  private final JsonObject vector = Vectors.read("response-signature.json");
  private final String bearer = vector.get("bearer").getAsString();
  private final String signature = vector.get("signature").getAsString();
  private final byte[] body = vector.get("body").getAsString().getBytes(StandardCharsets.UTF_8);

  @Test
  void of_theVector_isItsSignature() {
    assertThat(ResponseSignature.of(bearer, body)).isEqualTo(signature).hasSize(44);
    assertThat(ResponseSignature.matches(bearer, body, signature)).isTrue();
  }

  @Test
  void matches_anotherBodyBearerOrHeader_isFalse() {
    byte[] changed = body.clone();
    changed[0] ^= 1;
    assertThat(ResponseSignature.matches(bearer, changed, signature)).isFalse();
    assertThat(ResponseSignature.matches(bearer + "x", body, signature)).isFalse();
    assertThat(ResponseSignature.matches(bearer, body, null)).isFalse();
    assertThat(ResponseSignature.matches(bearer, body, "")).isFalse();
    assertThat(ResponseSignature.matches(bearer, body, signature.substring(1))).isFalse();
    assertThat(ResponseSignature.matches(bearer, body, signature.replace("=", ""))).isFalse();
  }
}
