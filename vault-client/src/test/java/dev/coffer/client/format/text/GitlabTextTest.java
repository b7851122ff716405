package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.HardValues;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** GitLab splits a line at its first {@code =}, trims both halves and expands dollars. */
class GitlabTextTest {
  @Provide
  Arbitrary<String> values() {
    return HardValues.values();
  }

  @Property
  void write_anyValue_isReadAsItIsOrRefused(@ForAll("values") String value) {
    SortedMap<String, String> variables = new TreeMap<>(Map.of("KEY", value, "NEXT", "1"));
    String text;
    try {
      text = new GitlabText().write(variables);
    } catch (ClientException.Failed e) {
      assertThat(e).hasMessageStartingWith("the value of KEY cannot be written as gitlab: ");
      return;
    }
    Map<String, String> read = new TreeMap<>();
    text.lines()
        .map(line -> line.split("=", 2))
        .forEach(parts -> read.put(parts[0].strip(), parts[1].strip()));
    assertThat(read).isEqualTo(variables);
    assertThat(value).doesNotContain("$");
  }
}
