package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.format.HardValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** A shell runs the script; then the file is read as the runner reads {@code $GITHUB_ENV}. */
class GithubActionsTextTest {
  private static final String MASK = "::add-mask::";

  @Provide
  Arbitrary<List<String>> values() {
    return HardValues.values().map(value -> value.replace("\0", "")).list().ofSize(200);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void write_anyValues_areMaskedAndThenWhatTheRunnerReads(@ForAll("values") List<String> values)
      throws IOException, InterruptedException {
    assumeTrue(Consumer.isOnPath("sh"), "this machine has no sh");
    SortedMap<String, String> variables = new TreeMap<>();
    values.forEach(value -> variables.put("K" + variables.size(), value));
    Path file = Files.createTempFile("github", ".env");
    try {
      Files.writeString(file, "BEFORE=1\n");
      String script = new GithubActionsText(new SecureRandom()).write(variables);
      String printed = Consumer.run(List.of("sh"), Map.of("GITHUB_ENV", file.toString()), script);
      assertThat(RunnersFile.read(Files.readString(file, StandardCharsets.UTF_8)))
          .containsEntry("BEFORE", "1")
          .containsAllEntriesOf(variables)
          .hasSize(variables.size() + 1);
      assertMasked(printed, variables);
    } finally {
      Files.delete(file);
    }
  }

  private static void assertMasked(String printed, Map<String, String> variables) {
    List<String> masks =
        printed
            .lines()
            .map(
                line -> {
                  assertThat(line).startsWith(MASK);
                  return line.substring(MASK.length()).replace("%25", "%");
                })
            .toList();
    variables.values().stream()
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .forEach(line -> assertThat(masks).contains(line));
    assertThat(masks).doesNotContain("").doesNotHaveDuplicates();
  }

  @Test
  void write_wordInAValue_isNotTheWordThatEndsIt() {
    RandomGenerator counting =
        new RandomGenerator() {
          private byte next;

          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public void nextBytes(byte[] bytes) {
            bytes[0] = next++;
          }
        };
    String first = "coffer_" + "00".repeat(16);
    String text = new GithubActionsText(counting).write(new TreeMap<>(Map.of("A", first)));
    String end = "coffer_01" + "00".repeat(15);
    assertThat(text)
        .isEqualTo(
            """
            cat <<'END'
            ::add-mask::VALUE
            END
            cat >>"$GITHUB_ENV" <<'END'
            A<<END_value
            VALUE
            END_value
            END
            """
                .replace("VALUE", first)
                .replace("END_value", end + "_value")
                .replace("END", end));
  }

  @Test
  void write_noVariables_isNothing() {
    assertThat(new GithubActionsText(new SecureRandom()).write(new TreeMap<>())).isEmpty();
  }
}
