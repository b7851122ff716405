package dev.coffer.client.crypto.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LpmTextTest {
  private static SortedMap<String, SortedMap<String, String>> read(String text) {
    return LpmText.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_flatText_isTheDefaultEnvironment() {
    assertThat(read("{\"K\":\"V\"}")).isEqualTo(Map.of("default", Map.of("K", "V")));
  }

  @Test
  void read_threeLevelsWithoutEnvironments_isEmpty() {
    assertThat(read("{\"other\":{\"default\":{\"K\":\"V\"}}}")).isEmpty();
    assertThat(read("{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"K\":1}",
        "{\"K\":null}",
        "{\"environments\":{\"default\":{\"K\":1}}}",
        "{\"environments\":{\"default\":\"K\"}}",
        "{\"environments\":{\"default\":{\"K\":\"V\"}},\"K\":\"V\"}",
        "{\"K\":\"V\"}x",
        "{\"K\":\"V\""
      })
  void read_neitherForm_isRefused(String text) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> read(text));
  }

  @Test
  void write_emptyEnvironment_isLeftOut() {
    SortedMap<String, SortedMap<String, String>> environments = new TreeMap<>();
    environments.put("default", new TreeMap<>(Map.of("K", "<&>\u00e4")));
    environments.put("staging", new TreeMap<>());
    assertThat(new String(LpmText.write(environments), StandardCharsets.UTF_8))
        .isEqualTo("{\"environments\":{\"default\":{\"K\":\"<&>\u00e4\"}}}");
  }
}
