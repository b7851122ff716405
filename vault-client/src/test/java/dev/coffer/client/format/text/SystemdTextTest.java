package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.format.HardValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class SystemdTextTest {
  private static final Path GENERATOR =
      Path.of("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator");

  @Provide
  Arbitrary<List<String>> values() {
    return HardValues.values()
        .map(value -> value.replaceAll("[\\p{Cc}\ufffe\uffff\ufdd0-\ufdef&&[^\t\n\u0085]]", ""))
        .filter(value -> value.codePoints().noneMatch(c -> (c & 0xFFFE) == 0xFFFE))
        .list()
        .ofSize(200);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void write_anyValues_areWhatTheGrammarReads(@ForAll("values") List<String> values) {
    SortedMap<String, String> variables = numbered(values);
    assertThat(EnvironmentFile.read(new SystemdText().write(variables))).isEqualTo(variables);
  }

  /** systemd's own parser; this program of its expands $ and takes no empty value. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void write_valuesWithoutDollars_areWhatSystemdReads(@ForAll("values") List<String> values)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(GENERATOR), "systemd's environment.d reader is not installed");
    SortedMap<String, String> variables = numbered(values);
    variables.replaceAll((name, value) -> value.replace("$", ""));
    variables.values().removeIf(String::isEmpty);
    Path folder = Files.createTempDirectory("systemd");
    Path file = Files.createDirectory(folder.resolve("environment.d")).resolve("coffer.conf");
    try {
      Files.writeString(file, new SystemdText().write(variables));
      String printed =
          Consumer.run(
              List.of(GENERATOR.toString()), Map.of("XDG_CONFIG_HOME", folder.toString()), "");
      assertThat(printedByGenerator(printed)).containsAllEntriesOf(variables);
    } finally {
      Files.delete(file);
      Files.delete(file.getParent());
      Files.delete(folder);
    }
  }

  private static SortedMap<String, String> numbered(List<String> values) {
    SortedMap<String, String> variables = new TreeMap<>();
    values.forEach(value -> variables.put("coffer_K" + variables.size(), value));
    return variables;
  }

  /** {@code NAME=value} or {@code NAME="value"} to a line, with escapes as in C. */
  private static Map<String, String> printedByGenerator(String printed) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : printed.lines().toList()) {
      String[] parts = line.split("=", 2);
      String value = parts[1];
      boolean quoted = value.startsWith("$'") || value.startsWith("\"");
      int start = value.startsWith("$'") ? 2 : 1;
      variables.put(
          parts[0], quoted ? unescaped(value.substring(start, value.length() - 1)) : value);
    }
    return variables;
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        c = value.charAt(++i);
        text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
