package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.HardValues;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class KubernetesTextTest {
  @Provide
  Arbitrary<SortedMap<String, String>> variables() {
    return HardValues.variables();
  }

  @Property(tries = 200)
  void write_anyVariables_areAnOpaqueSecret(
      @ForAll("variables") SortedMap<String, String> variables) {
    variables.put("NO", "1");
    variables.put("tls.crt", "x");
    Map<?, ?> manifest = parsed(new KubernetesText("shop.web-1").write(variables));
    assertThat(manifest.get("apiVersion")).isEqualTo("v1");
    assertThat(manifest.get("kind")).isEqualTo("Secret");
    assertThat(manifest.get("type")).isEqualTo("Opaque");
    assertThat(manifest.get("metadata")).isEqualTo(Map.of("name", "shop.web-1"));
    Map<String, String> values = new TreeMap<>();
    ((Map<?, ?>) manifest.get("data"))
        .forEach(
            (name, value) ->
                values.put(
                    (String) name,
                    new String(
                        Base64.getDecoder().decode((String) value), StandardCharsets.UTF_8)));
    assertThat(values).isEqualTo(variables);
  }

  @Test
  void write_noVariables_isASecretWithout() {
    assertThat(parsed(new KubernetesText("a").write(new TreeMap<>())).get("data"))
        .isEqualTo(Map.of());
  }

  @Test
  void write_wordsThatYaml11TakesForTruthValues_areQuoted() {
    assertThat(new KubernetesText("on").write(new TreeMap<>(Map.of("NO", "\u00d7\u007f4"))))
        .contains("  name: \"on\"\n", "  \"NO\": \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop", "my shop", "-a", "a-", "a..b", "a_b", "", "é"})
  void name_thatKubernetesRefuses_isRefused(String name) {
    assertThatThrownBy(() -> new KubernetesText(name))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining("'" + name + "' cannot be the name of a secret");
    assertThatThrownBy(() -> new KubernetesText("a".repeat(254)))
        .isInstanceOf(ClientException.Usage.class);
  }

  @Test
  void write_moreThanASecretHolds_isRefused() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("A", "x".repeat(1024 * 1024));
    assertThat(new KubernetesText("a").write(variables)).isNotEmpty();
    variables.put("B", "x");
    assertThatThrownBy(() -> new KubernetesText("a").write(variables))
        .hasMessageContaining("at most 1 MiB");
  }

  private static Map<?, ?> parsed(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
