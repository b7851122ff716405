package dev.coffer.client.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ValueIndexTest {
  private static List<String> found(Set<String> values, String content) {
    ValueIndex<String> index = new ValueIndex<>(new SecureRandom());
    values.forEach(value -> index.add(value, value));
    List<String> found = new ArrayList<>();
    index.search(
        content.getBytes(StandardCharsets.UTF_8), (start, value) -> found.add(start + value));
    return found;
  }

  /** Two letters only, so that values begin, end and overlap each other. */
  @Property
  void search_findsWhatComparisonFinds(
      @ForAll @Size(max = 6)
          Set<@StringLength(min = 8, max = 12) @CharRange(from = 'a', to = 'b') String> values,
      @ForAll @StringLength(max = 300) @CharRange(from = 'a', to = 'b') String content) {
    List<String> expected = new ArrayList<>();
    for (String value : values) {
      for (int at = content.indexOf(value); at >= 0; at = content.indexOf(value, at + 1)) {
        expected.add(at + value);
      }
    }
    assertThat(found(values, content)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property
  void search_findsEachFormOfAValueInsideOtherText(
      @ForAll @StringLength(min = 8, max = 100) String value,
      @ForAll @StringLength(max = 20) @AlphaChars String before,
      @ForAll @StringLength(max = 20) @AlphaChars String after) {
    Forms.of(value)
        .keySet()
        .forEach(
            form ->
                assertThat(found(Set.of(form), before + form + after))
                    .contains(before.length() + form));
  }

  @Test
  void search_ofSameStartAndEnd_needsTheMiddleToo() {
    assertThat(found(Set.of("https://one.example.com/path"), "https://two.example.com/path"))
        .isEmpty();
  }
}
