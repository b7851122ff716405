package dev.coffer.client.crypto.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {}",
        "{} ",
        "{}\n",
        "{}{}",
        "[]",
        "null",
        "\"a\"",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":true}",
        "{\"a\":{}}",
        "{\"a\":[\"b\"]}",
        "{\"a\":\"b\",}",
        "{\"a\": \"b\"}",
        "{a:\"b\"}",
        "{'a':'b'}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{\"a\":\"b\",\"a\":\"b\"}",
        "{\"b\":\"1\",\"a\":\"2\"}",
        "{\"a\":\"\\u0062\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\u000A\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\ud800\"}",
        "\ufeff{}",
        "{\"a\":\"b\"}//"
      })
  void read_anyOtherForm_isRefused(String text) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> VariablesText.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_invalidUtf8_isRefused() {
    byte[] text = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> VariablesText.read(text));
  }

  @Test
  void write_halfACharacter_isRefused() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> VariablesText.write(new TreeMap<>(Map.of("A", "x\ud800"))));
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> VariablesText.write(new TreeMap<>(Map.of("\udc00", "x"))));
  }

  @Test
  void write_aMapInAnotherOrder_isSortedAllTheSame() {
    SortedMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(Map.of("A", "1", "B", "2"));
    assertThat(new String(VariablesText.write(backwards), StandardCharsets.UTF_8))
        .isEqualTo("{\"A\":\"1\",\"B\":\"2\"}");
  }

  @Test
  void write_nothing_isAnEmptyObject() {
    assertThat(VariablesText.read(VariablesText.write(new TreeMap<>()))).isEmpty();
  }

  @Property(tries = 300)
  void write_anyVariables_readsBackAsThem(@ForAll Map<String, String> variables) {
    SortedMap<String, String> sorted = new TreeMap<>(variables);
    byte[] text;
    try {
      text = VariablesText.write(sorted);
    } catch (Malformed halfACharacter) {
      return;
    }
    assertThat(VariablesText.read(text)).isEqualTo(sorted);
  }
}
