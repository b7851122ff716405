package dev.coffer.client.format.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  private static final String SECRET = "s3cret";

  private static Map<String, String> json(String text) {
    return new JsonSource().read(text, "a.json");
  }

  private static Map<String, String> yaml(String text) {
    return new YamlSource().read(text, "a.yaml");
  }

  private static Map<String, String> properties(String text) {
    return new PropertiesSource().read(text, "a.properties");
  }

  @Test
  void json_numbersAndTruthValues_keepTheirText() {
    assertThat(
            json(
                "{\"A\": 1.50, \"B\": -0, \"C\": 1e400, \"D\": true, \"E\": 007e1}"
                    .replace("007e1", "7E+1")))
        .isEqualTo(Map.of("A", "1.50", "B", "-0", "C", "1e400", "D", "true", "E", "7E+1"));
    assertThat(json("{\"A\": 12345678901234567890123}"))
        .isEqualTo(Map.of("A", "12345678901234567890123"));
  }

  @Test
  void yaml_plainScalars_keepTheirText() {
    assertThat(
            yaml(
                """
                ---
                # comment
                A: 1.50
                B: 0x1F
                C: yes
                D: 2026-01-02
                E: 010
                F: "two\\nlines"
                G: 'it''s'
                H: |
                  one
                  two
                I: >-
                  folded
                  text
                J:
                K: ""
                L: a # comment
                "M": !!str 12
                N.O-P: &anchor x
                """))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("A", "1.50"),
                Map.entry("B", "0x1F"),
                Map.entry("C", "yes"),
                Map.entry("D", "2026-01-02"),
                Map.entry("E", "010"),
                Map.entry("F", "two\nlines"),
                Map.entry("G", "it's"),
                Map.entry("H", "one\ntwo\n"),
                Map.entry("I", "folded text"),
                Map.entry("J", ""),
                Map.entry("K", ""),
                Map.entry("L", "a"),
                Map.entry("M", "12"),
                Map.entry("N.O-P", "x")));
  }

  @Test
  void yaml_flowMapAndCrlf_areRead() {
    assertThat(yaml("{A: x, B: \"y\"}")).isEqualTo(Map.of("A", "x", "B", "y"));
    assertThat(yaml("A: x\r\nB: y\r\n")).isEqualTo(Map.of("A", "x", "B", "y"));
    assertThat(yaml("# nothing\n")).isEmpty();
  }

  @Test
  void properties_asJavaReadsThem() {
    assertThat(properties("A = x \\\n  y\nB:\\u00e9\n! c\n# c\nC z\nD\nA.b=1\nB=2"))
        .isEqualTo(Map.of("A", "x y", "B", "2", "C", "z", "D", "", "A.b", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"db\": {\"host\": \"s3cret\"}}', 'db: an object or a list is not a value'",
    "'{\"list\": [\"s3cret\"]}', 'list: an object or a list is not a value'",
    "'{\"A\": null}', 'A: null is not a value'",
    "'{\"A\": \"s3cret\", \"A\": \"y\"}', 'A: this name is there twice'",
    "'{\"A B\": \"s3cret\"}', 'A B: a variable''s name has letters'",
    "'{\"\": \"s3cret\"}', 'a variable''s name has letters'",
    "'{\"A\": \"\\ud83c\"}', ''",
    "'[\"s3cret\"]', 'it is not one JSON object'",
    "'\"s3cret\"', 'it is not one JSON object'",
    "'{\"A\": \"s3cret\"} x', 'it is not JSON'",
    "'{\"A\": \"s3cret\"} {}', 'it is not JSON'",
    "'{\"A\": s3cret}', 'it is not JSON'",
    "'{\"A\": \"s3cret', 'it is not JSON'",
    "'{''A'': ''s3cret''}', 'it is not JSON'",
    "'', 'it is not JSON'"
  })
  void json_whatIsNoVariable_isNamedAndNotShown(String text, String why) {
    refused(() -> json(text), "a.json", why);
  }

  @ParameterizedTest
  @CsvSource({
    "'db:\n  host: s3cret', 'db: a map or a list is not a value'",
    "'list: [s3cret]', 'list: a map or a list is not a value'",
    "'A: null', 'A: null is not a value'",
    "'A: ~', 'A: null is not a value'",
    "'A: s3cret\nA: y', 'A: this name is there twice'",
    "'A B: s3cret', 'A B: a variable''s name has letters'",
    "'A: &x s3cret\nB: *x', 'B: an alias is not taken'",
    "'A: !!binary s3cret', 'A: a value with a tag is not taken'",
    "'? [s3cret]\n: x', 'one of its keys is not a name'",
    "'<<: {A: s3cret}', '<<: a map or a list is not a value'",
    "'- s3cret', 'it is not one map'",
    "'s3cret', 'it is not one map'",
    "'A: s3cret\n---\nB: y', 'it has more than one document'",
    "'A: \"s3cret', 'it is not YAML, line 1'",
    "'A: x\nB: ''s3cret'' s3cret', 'it is not YAML, line 2'",
    "'A: s3cret\u0001', 'it is not YAML'"
  })
  void yaml_whatIsNoVariable_isNamedAndNotShown(String text, String why) {
    refused(() -> yaml(text), "a.yaml", why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=s3cret\\u00zz", "A\\ B=s3cret", "=s3cret"})
  void properties_whatIsNoVariable_isRefusedAndNotShown(String text) {
    refused(() -> properties(text), "a.properties", "");
  }

  @Test
  void yaml_deepNesting_isRefusedWithoutReadingIt() {
    refused(() -> yaml("A: " + "[".repeat(100_000)), "a.yaml", "A: a map or a list");
  }

  @Test
  void json_deepNesting_isRefusedWithoutReadingIt() {
    refused(() -> json("{\"A\": " + "[".repeat(100_000)), "a.json", "A: an object or a list");
  }

  private static void refused(Runnable read, String source, String why) {
    assertThatThrownBy(read::run)
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageStartingWith(source + " cannot be imported: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining(SECRET)
        .satisfies(e -> assertThat(List.of(e.getSuppressed())).isEmpty())
        .hasNoCause();
  }
}
