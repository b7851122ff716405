package dev.coffer.client.policy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
  static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  @Test
  void claims_areReadByType() {
    assertThat(
            TokenText.claims(
                token("{\"a\":\"x\",\"n\":7,\"f\":1.5,\"b\":true,\"l\":[\"y\"],\"o\":{\"p\":1}}")
                    + "\n"))
        .containsEntry("a", "x")
        .containsEntry("n", 7L)
        .containsEntry("b", true)
        .containsKeys("f", "l", "o");
  }

  @Test
  void stated_isTheSameWithoutAToken() {
    assertThat(TokenText.stated("{\"a\":\"x\",\"l\":[\"y\"]}"))
        .containsEntry("a", "x")
        .containsKey("l");
    for (String wrong : new String[] {"", "[]", "{\"a\":1,\"a\":2}", " ".repeat(40_000)}) {
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TokenText.stated(wrong));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sub\":\"evil\",\"sub\":\"good\"}",
        "{\"o\":{\"evil\":1,\"evil\":2}}",
        "[\"evil\"]",
        "{\"evil\":1}x",
        "{\"evil\":1,}",
        "{evil:1}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"evil\":1}}}}}}}}}}",
        ""
      })
  void claims_notOneStrictObject_areRefusedAndNotRepeated(String claims) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> TokenText.claims(token(claims)))
        .withMessageNotContaining("evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "evil", "e30.e30", "e30.e30.x.y", "e30.\u00e9.x", "e30.gICA.x"})
  void claims_noToken_isRefused(String text) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> TokenText.claims(text))
        .withMessageNotContaining("evil");
  }

  @Test
  void claims_tooLong_isRefused() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> TokenText.claims("a".repeat(1_000_000)));
  }
}
