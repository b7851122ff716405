package dev.coffer.client.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private static final String SECRET = "never-shown";

  private final Map<String, Layer> elsewhere = new HashMap<>();

  private static Layer layer(String name, Map<String, String> variables) {
    return new Layer(name, Optional.empty(), new TreeMap<>(variables));
  }

  private References of(Layer... layers) {
    return new References(
        new Layers(List.of(layers)),
        (folder, name) ->
            Optional.ofNullable(elsewhere.get(name.toString()))
                .orElseThrow(() -> new ClientException.NotFound("no such layer", null)));
  }

  private References of(Map<String, String> variables) {
    return of(layer("default", variables));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain            | plain
          ${B}             | b
          <${B}-${C}>      | <b-c b>
          $B $ $$ {B}      | $B $ $$ {B}
          $${B}            | ${B}
          $${B}${B}        | ${B}b
          ends with ${B    | ends with ${B
          ends with ${     | ends with ${
          """)
  void value_isAssembled(String written, String expected) {
    References references = of(Map.of("A", written, "B", "b", "C", "c ${B}"));
    assertThat(references.value("A")).isEqualTo(expected);
  }

  @Test
  void reference_inALowerLayer_seesTheLayerAbove() {
    References references =
        of(
            layer("default", Map.of("HOST", "here", "URL", "http://${HOST}/")),
            layer("production", Map.of("HOST", "there")));
    assertThat(references.resolved().values())
        .containsExactly(Map.entry("HOST", "there"), Map.entry("URL", "http://there/"));
  }

  @Test
  void reference_toAnotherProject_isLookedUpThereWithItsOwnReferences() {
    elsewhere.put(
        "../common:prod", layer("../common:prod", Map.of("URL", "${HOST}:1", "HOST", "far")));
    References references = of(Map.of("A", "<${../common:prod:URL}>", "HOST", "near"));
    Variables variables = references.resolved();
    assertThat(variables.values()).containsEntry("A", "<far:1>").hasSize(2);
    assertThat(variables.secrets()).contains("<far:1>", "far:1", "far", "near");
  }

  @Test
  void cycle_isNamedByItsKeys() {
    References references =
        of(Map.of("A", SECRET + "${B}", "B", SECRET + "${C}", "C", "${B}", "D", ""));
    assertThatThrownBy(() -> references.value("A"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("references go round in a circle: B -> C -> B");
    assertThatThrownBy(of(Map.of("A", SECRET + "${A}"))::resolved)
        .hasMessage("references go round in a circle: A -> A");
  }

  @Test
  void cycle_overAnotherProject_isNamed() {
    elsewhere.put("../x:dev", layer("../x:dev", Map.of("B", "${../x:dev:C}", "C", "${B}")));
    assertThatThrownBy(of(Map.of("A", "${../x:dev:B}"))::resolved)
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining("../x:dev:B -> ../x:dev:C -> ../x:dev:B");
  }

  @Test
  void reference_toNothing_namesBothKeysAndNoValue() {
    assertThatThrownBy(of(Map.of("A", SECRET + "${MISSING}"))::resolved)
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessage("A refers to MISSING, which does not exist")
        .satisfies(
            e -> assertThat(((ClientException) e).hint().orElseThrow()).contains("--no-resolve"));
    assertThatThrownBy(of(Map.of("A", "${../away:dev:B}"))::resolved)
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessage("A refers to ../away:dev: no such layer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${}", "${not a name}", "${B:-never-shown}", "${:dev:B}", "${x:..:B}"})
  void reference_thatIsNone_isRefusedWithoutItsText(String written) {
    assertThatThrownBy(of(Map.of("A", SECRET + written, "B", "b"))::resolved)
        .isInstanceOf(ClientException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void chain_thatIsTooDeep_isRefused() {
    Map<String, String> chain = new HashMap<>(Map.of("K0", "end"));
    for (int i = 1; i <= 200; i++) {
      chain.put("K" + i, "${K" + (i - 1) + "}");
    }
    assertThatThrownBy(() -> of(chain).value("K200"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("the references of K200 are more than 50 deep");
    assertThat(of(chain).value("K49")).isEqualTo("end");
  }

  @Test
  void values_thatDoubleEachOther_areRefusedBeforeTheyFillTheMemory() {
    Map<String, String> doubling = new HashMap<>(Map.of("K0", "0123456789"));
    for (int i = 1; i <= 40; i++) {
      doubling.put("K" + i, "${K" + (i - 1) + "}${K" + (i - 1) + "}");
    }
    assertThatThrownBy(() -> of(doubling).value("K40"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining("grows beyond");
  }

  @Test
  void named_listsTheReferencesOfOneValue() {
    References references = of(Map.of("A", "${B} $${C} ${../x:dev:D}"));
    assertThat(references.named("A")).containsExactly("B", "../x:dev:D");
  }
}
