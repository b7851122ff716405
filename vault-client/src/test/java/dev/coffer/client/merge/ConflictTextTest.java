package dev.coffer.client.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConflictTextTest {
  private static final KeyConflict A = new KeyConflict("default", "A", "0", "mine", "theirs");
  private static final KeyConflict B = new KeyConflict("staging", "B", "0", null, "b \"x\"\n# y");

  private final ConflictText text = new ConflictText(List.of(A, B));

  private static String without(String text, String... starts) {
    return text.lines()
        .filter(line -> List.of(starts).stream().noneMatch(line::startsWith))
        .collect(Collectors.joining("\n"));
  }

  private static String unmarked(String text) {
    return without(text, "<<<<<<<", "=======", ">>>>>>>");
  }

  private void refuses(String edited, String message) {
    assertThatThrownBy(() -> text.read(edited))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("mine", "theirs");
  }

  @Test
  void write_marksBothSides() {
    assertThat(unmarked(text.write())).isNotEqualTo(text.write());
    assertThat(text.write().lines())
        .containsSubsequence(
            "<<<<<<< here",
            "default/A = \"mine\"",
            "=======",
            "default/A = \"theirs\"",
            ">>>>>>> server",
            "staging/B = deleted");
  }

  @Test
  void read_oneLineOfEach_isTheDecision() {
    String edited = without(unmarked(text.write()), "default/A = \"mine", "staging/B = deleted");
    assertThat(text.read(edited)).containsExactly(Decision.theirs(A), Decision.theirs(B));
  }

  @Test
  void read_valuesOfOnesOwn() {
    assertThat(text.read("default/A = \"a\\nb\"\r\n\n staging/B = \"\""))
        .containsExactly(Decision.edited(A, "a\nb"), Decision.edited(B, ""));
    assertThat(text.read("default/A = deleted\nstaging/B = deleted"))
        .containsExactly(Decision.edited(A, null), Decision.ours(B));
  }

  @Test
  void read_marksLeft_isRefused() {
    refuses(text.write(), "line 6 still has a conflict mark");
    refuses("=======", "line 1 still has a conflict mark");
  }

  @Test
  void read_bothLinesLeft_isRefused() {
    refuses(unmarked(text.write()), "is a second one of A");
  }

  @Test
  void read_linesMissing_isRefused() {
    refuses("", "there is no line of A");
    refuses("default/A = \"x\"", "there is no line of staging/B");
  }

  @Test
  void read_whatSaysNothing_isRefused() {
    refuses("A = \"x\"", "line 1 is of no variable in conflict");
    refuses("default/A = mine", "line 1 has no JSON string");
    refuses("default/A = 'x'", "line 1 has no JSON string");
    refuses("default/A = \"x\" y", "line 1 has no JSON string");
    refuses("default/A = \"x", "line 1 has no JSON string");
    refuses("default/A = ", "line 1");
    refuses("default/A = 5", "line 1 has no JSON string");
  }

  @Property
  void read_anyNameAndValue_comesBackAsItIs(
      @ForAll String key, @ForAll String mine, @ForAll String theirs) {
    if (mine.equals(theirs)) {
      return;
    }
    KeyConflict conflict = new KeyConflict("default", key, null, mine, theirs);
    ConflictText one = new ConflictText(List.of(conflict));
    List<String> lines = new ArrayList<>(unmarked(one.write()).lines().toList());
    lines.remove(lines.size() - 1);
    assertThat(one.read(String.join("\n", lines))).containsExactly(Decision.ours(conflict));
  }

  @Test
  void editing_refusedText_isGivenBackWhenThePersonWantsToGoOn() {
    List<String> given = new ArrayList<>();
    String done = "default/A = \"x\"\nstaging/B = deleted";
    EditedResolution resolution =
        new EditedResolution(
            shown -> {
              given.add(shown);
              return given.size() == 1 ? "default/A = \"x\"\ntypo" : done;
            },
            reason -> reason.contains("line 2"));
    assertThat(resolution.decide(List.of(A, B)))
        .containsExactly(Decision.edited(A, "x"), Decision.ours(B));
    assertThat(given).containsExactly(text.write(), "default/A = \"x\"\ntypo");
  }
}
