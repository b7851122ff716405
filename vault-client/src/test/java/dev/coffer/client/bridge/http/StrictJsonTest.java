package dev.coffer.client.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static Map<String, Object> read(String text) {
    return StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void object_whatRfc8259Has_isRead() {
    assertThat(read(" {\"a\": \"ä\\n\", \"b\": [true, -3], \"c\": {\"d\": \"e\"}}\n"))
        .isEqualTo(Map.of("a", "ä\n", "b", Arrays.asList(true, -3L), "c", Map.of("d", "e")));
    assertThat(read("{\"n\": null}")).containsEntry("n", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"text\"",
        "null",
        "{\"s3cret\": 1, \"s3cret\": 2}",
        "{\"a\": {\"b\": 1, \"b\": 1}}",
        "{\"a\": 1} {}",
        "{\"a\": 1}, ",
        "{\"a\": 1,}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\": 'x'}",
        "{\"a\": 1} // c",
        "/* c */ {}",
        "{\"a\": 1.5}",
        "{\"a\": 1e3}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\": 99999999999999999999}",
        "{\"a\": TRUE}",
        "{\"a\": \"\t\"}",
        "{\"a\"",
        "{\"a\": [[[[[[1]]]]]]}",
        "\uFEFF{}",
        ")]}'\n{}"
      })
  void object_anythingElse_isRefused_withoutRepeatingIt(String text) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.reply().body()).doesNotContain("s3cret"))
        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(400));
  }

  @Test
  void object_otherBytesThanUtf8_areRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> StrictJson.object(new byte[] {'{', '"', (byte) 0xff, '"', '}'}))
        .withMessageContaining("UTF-8");
  }

  @Test
  void fields_unknownMember_isRefused_withoutRepeatingIt() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Fields.of(read("{\"s3cret\": \"x\"}"), List.of("name")))
        .satisfies(e -> assertThat(e.reply().body()).contains("name").doesNotContain("s3cret"));
  }

  @Test
  void fields_ofAnotherType_areRefused_withTheirName() {
    Fields fields =
        Fields.of(
            read("{\"text\": 1, \"flag\": \"s3cret\", \"list\": \"x\", \"time\": \"soon\"}"),
            List.of("text", "flag", "list", "time"));
    for (Runnable reading :
        List.<Runnable>of(
            () -> fields.text("text"),
            () -> fields.flag("flag"),
            () -> fields.texts("list"),
            () -> fields.number("flag"),
            () -> fields.object("list"),
            () -> fields.time("time"),
            () -> fields.required("absent"))) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(reading::run)
          .withMessageMatching("(?s)(text|flag|list|time|absent): .*nothing was changed")
          .satisfies(e -> assertThat(e.reply().body()).doesNotContain("s3cret", "soon"));
    }
  }
}
