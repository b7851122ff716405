package dev.coffer.client.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Import, export, import: every value comes back byte for byte, and others read the same. */
class RoundTripTest {
  private static final Setting SETTING = new Setting("shop", new SecureRandom());

  private static final SortedMap<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "a.b", "1", "no", "2", "NULL", "3", "1e3", "4", "-", "5", "x-y", "6", "Y", "7", "on",
              "8", "_", "9", "export", "0"));

  @Provide
  Arbitrary<SortedMap<String, String>> variables() {
    return HardValues.variables();
  }

  @Property
  void jsonYamlAndProperties_readBack_areTheSame(
      @ForAll("variables") SortedMap<String, String> variables) {
    for (Format format : List.of(Format.JSON, Format.YAML, Format.PROPERTIES)) {
      assertThat(readBack(format, variables)).as(format.name()).isEqualTo(variables);
    }
  }

  @Property
  void otherReaders_readTheSame(@ForAll("variables") SortedMap<String, String> variables)
      throws IOException {
    assertThat(byGson(Format.JSON.write(variables, SETTING))).isEqualTo(variables);
    assertThat(byYaml(Format.YAML.write(variables, SETTING))).isEqualTo(variables);
    assertThat(byToml(Format.TOML.write(variables, SETTING))).isEqualTo(variables);
    assertThat(byProperties(Format.PROPERTIES.write(variables, SETTING))).isEqualTo(variables);
  }

  @Test
  void namesThatMeanSomethingElsewhere_stayNames() throws IOException {
    for (Format format : List.of(Format.DOTENV, Format.JSON, Format.YAML, Format.PROPERTIES)) {
      assertThat(readBack(format, NAMES)).as(format.name()).isEqualTo(NAMES);
    }
    assertThat(byYaml(Format.YAML.write(NAMES, SETTING))).isEqualTo(NAMES);
    assertThat(byToml(Format.TOML.write(NAMES, SETTING))).isEqualTo(NAMES);
    assertThat(Format.YAML.write(NAMES, SETTING)).contains("\"no\": \"2\"", "\"Y\": \"7\"");
  }

  @Test
  void nul_isCarriedByTheFormatsThatEscapeIt() {
    SortedMap<String, String> variables = new TreeMap<>(Map.of("A", "x\0y"));
    for (Format format : List.of(Format.JSON, Format.YAML, Format.PROPERTIES)) {
      assertThat(readBack(format, variables)).as(format.name()).isEqualTo(variables);
    }
    assertThat(byToml(Format.TOML.write(variables, SETTING))).isEqualTo(variables);
  }

  @Test
  void valuesOf100kB_readBack_areTheSame() {
    SortedMap<String, String> variables =
        new TreeMap<>(Map.of("A", "x'\\\n\"".repeat(25_000), "B", "é🎉".repeat(50_000)));
    for (Format format : List.of(Format.JSON, Format.YAML, Format.PROPERTIES)) {
      assertThat(readBack(format, variables)).as(format.name()).isEqualTo(variables);
    }
  }

  @Test
  void noVariables_readBack_areNone() {
    for (Format format : List.of(Format.DOTENV, Format.JSON, Format.YAML, Format.PROPERTIES)) {
      assertThat(readBack(format, new TreeMap<>())).as(format.name()).isEmpty();
    }
  }

  private static Map<String, String> readBack(Format format, SortedMap<String, String> variables) {
    String text = format.write(variables, SETTING);
    return format.read(text.getBytes(StandardCharsets.UTF_8), "the text");
  }

  private static Map<String, String> byGson(String text) {
    return new Gson().fromJson(text, new TypeToken<Map<String, String>>() {});
  }

  private static Object byYaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static Map<String, String> byToml(String text) {
    TomlParseResult result = Toml.parse(text);
    assertThat(result.errors()).isEmpty();
    Map<String, String> variables = new HashMap<>();
    result.keySet().forEach(key -> variables.put(key, result.getString(List.of(key))));
    return variables;
  }

  /** As bytes of ISO 8859-1, which the oldest readers expect; the text is ASCII. */
  private static Map<Object, Object> byProperties(String text) throws IOException {
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }
}
