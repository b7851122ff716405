package dev.coffer.client.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.HardValues;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DotenvTest {
  @TestFactory
  Stream<DynamicTest> read_corpus_isWhatNodeReads() {
    return DotenvCorpus.files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> assertThat(DotenvReader.read(file.text())).isEqualTo(file.expected())));
  }

  @Test
  void corpus_has200FilesAndValuesOf100kB() {
    assertThat(DotenvCorpus.files()).hasSize(200);
    assertThat(DotenvCorpus.files())
        .flatMap(file -> file.expected().values())
        .filteredOn(value -> value.length() >= 100_000)
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Provide
  Arbitrary<SortedMap<String, String>> variables() {
    return HardValues.variables();
  }

  /** Whole files: what one line leaves open, a later one must not close. */
  @Property
  void write_anyVariables_readBackByteForByteOrAreNamed(
      @ForAll("variables") SortedMap<String, String> variables) {
    SortedMap<String, String> carried = new TreeMap<>(variables);
    variables.forEach(
        (name, value) -> {
          try {
            DotenvWriter.write(new TreeMap<>(Map.of(name, value)));
          } catch (ClientException.Failed e) {
            assertThat(e)
                .hasMessage("the value of " + name + " cannot be written in a dotenv file");
            carried.remove(name);
          }
        });
    assertThat(DotenvReader.read(DotenvWriter.write(carried))).isEqualTo(carried);
  }

  /** What docs/formats.md promises: only values with all three quotes may be refused. */
  @Property
  void write_valueWithoutOneOfTheQuotes_isCarriedUnlessItHasACarriageReturn(
      @ForAll("variables") SortedMap<String, String> variables) {
    variables.replaceAll((name, value) -> value.replace("'", "").replace("\r", ""));
    assertThat(DotenvReader.read(DotenvWriter.write(variables))).isEqualTo(variables);
  }

  @Test
  void write_backslashAtTheEnd_isNotClosedByALaterLine() {
    SortedMap<String, String> variables =
        new TreeMap<>(Map.of("A", " x\\", "B", "\ny", "C", "a b\\", "D", "'\n"));
    assertThat(DotenvReader.read(DotenvWriter.write(variables))).isEqualTo(variables);
  }

  @Test
  void write_valueThatNoQuotingCarries_namesTheKeyOnly() {
    assertThatThrownBy(() -> DotenvWriter.write(new TreeMap<>(Map.of("KEY", "a'\n\"`#\\n\r"))))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining("\\n");
  }

  @Test
  void write_nameThatIsNone_isRefused() {
    assertThatThrownBy(() -> DotenvWriter.write(new TreeMap<>(Map.of("A B", "1"))))
        .hasMessage("the name A B cannot be written in a dotenv file");
  }
}
