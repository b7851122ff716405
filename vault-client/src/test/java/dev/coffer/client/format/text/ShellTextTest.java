package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.format.HardValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Every shell that is on the machine reads what is written, all variables in one process. */
class ShellTextTest {
  @Provide
  Arbitrary<List<String>> values() {
    return HardValues.values().map(value -> value.replace("\0", "")).list().ofSize(300);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void write_anyValues_areWhatShellsExport(@ForAll("values") List<String> values)
      throws IOException, InterruptedException {
    SortedMap<String, String> variables = new TreeMap<>();
    values.forEach(value -> variables.put("coffer_K" + variables.size(), value));
    String text = new ShellText().write(variables);
    String names =
        variables.keySet().stream().map(key -> "\"$" + key + "\"").collect(Collectors.joining(" "));
    for (String shell : List.of("sh", "dash", "bash", "ksh", "zsh")) {
      if (Consumer.isOnPath(shell)) {
        String printing =
            text
                + "sh -c \"printf '%s\\\\000' "
                + names.replace("\"", "\\\"").replace("$", "\\$")
                + "\"\n";
        assertThat(Consumer.split(Consumer.run(List.of(shell), Map.of(), printing)))
            .as(shell)
            .containsExactlyElementsOf(variables.values());
      }
    }
  }
}
