package dev.coffer.client.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DotenvTest {
  private record Entry(String name, String input, Map<String, String> expected) {}

  private record Corpus(String origin, List<Entry> entries) {}

  @TestFactory
  Stream<DynamicTest> read_corpus_isWhatNodeReads() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            DotenvTest.class.getResourceAsStream("/vectors/dotenv/corpus.json"),
            StandardCharsets.UTF_8)) {
      return new Gson()
          .fromJson(reader, Corpus.class).entries().stream()
              .map(
                  entry ->
                      DynamicTest.dynamicTest(
                          entry.name(),
                          () ->
                              assertThat(DotenvReader.read(entry.input()))
                                  .isEqualTo(entry.expected())));
    }
  }

  @Test
  void read_valueOf100kB_isWhole() {
    String value = "x'\n".repeat(33_334);
    assertThat(DotenvReader.read("A=\"" + value + "\"\nB=1"))
        .containsEntry("A", value)
        .containsEntry("B", "1");
  }

  @Property
  boolean write_anyValue_readsBackOrSaysSo(@ForAll String value) {
    SortedMap<String, String> variables = new TreeMap<>(Map.of("KEY", value, "NEXT", "1"));
    try {
      return DotenvReader.read(DotenvWriter.write(variables)).equals(variables);
    } catch (ClientException.Failed e) {
      return e.getMessage().contains("KEY");
    }
  }

  @Test
  void write_valueThatNoQuotingCarries_namesTheKeyOnly() {
    assertThatThrownBy(() -> DotenvWriter.write(new TreeMap<>(Map.of("KEY", "a'\n\"`#\\n\r"))))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageContaining("KEY")
        .hasMessageNotContaining("\\n");
  }
}
