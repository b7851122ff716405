package dev.coffer.client.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FormsTest {
  private static boolean holds(String text, String value) {
    return Forms.of(value).keySet().stream().anyMatch(text::contains);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property
  void base64_ofAnythingAroundTheValue_holdsAForm(
      @ForAll @StringLength(max = 10) String before,
      @ForAll @StringLength(min = 8, max = 50) String value,
      @ForAll @StringLength(max = 10) String after) {
    Assume.that(isUnicode(before) && isUnicode(value) && isUnicode(after));
    byte[] all = bytes(before + value + after);
    assertThat(holds(Base64.getEncoder().encodeToString(all), value)).isTrue();
    assertThat(holds(Base64.getUrlEncoder().withoutPadding().encodeToString(all), value)).isTrue();
  }

  @Property
  void url_holdsAForm(@ForAll @StringLength(min = 8, max = 50) String value) {
    Assume.that(isUnicode(value));
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    assertThat(holds("?key=" + form.replace("+", "%20").replace("*", "%2A"), value)).isTrue();
  }

  @Test
  void severalLines_areFoundInJsonWithOtherLineEndsAndIndented() {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    String value = "-----BEGIN PRIVATE KEY-----\n" + line + "\n-----END PRIVATE KEY-----\n";
    assertThat(holds("{\"key\": \"" + value.replace("\n", "\\n") + "\"}", value)).isTrue();
    assertThat(holds(value.replace("\n", "\r\n"), value)).isTrue();
    assertThat(holds("key: |\n  " + value.replace("\n", "\n  "), value)).isTrue();
    assertThat(holds("-----BEGIN PRIVATE KEY-----\n", value)).isFalse();
  }
}
