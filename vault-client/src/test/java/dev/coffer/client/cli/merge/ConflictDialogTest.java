package dev.coffer.client.cli.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.merge.Decision;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Resolution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConflictDialogTest {
  private static final KeyConflict A = new KeyConflict("default", "A", "0", "hush", "other");
  private static final KeyConflict B = new KeyConflict("staging", "B", "0", null, "whisper");
  private static final Resolution NO_EDITOR =
      conflicts -> {
        throw new ClientException.Usage("no editor is known", "set VISUAL or EDITOR");
      };

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

  private List<Decision> decide(Resolution edited, String typed) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(data, true, StandardCharsets.UTF_8),
            new PrintStream(talk, true, StandardCharsets.UTF_8),
            Optional.empty());
    return new ConflictDialog(terminal, edited).decide(List.of(A, B));
  }

  private String said() {
    return talk.toString(StandardCharsets.UTF_8);
  }

  @Test
  void decide_eachKey_withoutShowingAValue() {
    assertThat(decide(NO_EDITOR, "o\nTheirs \n"))
        .containsExactly(Decision.ours(A), Decision.theirs(B));
    assertThat(said()).contains("A was", "staging/B was", "deleted", "********");
    assertThat(said()).doesNotContain("hush", "other", "whisper");
    assertThat(data.size()).isZero();
  }

  @Test
  void show_showsTheValuesOfThatKey() {
    assertThat(decide(NO_EDITOR, "s\nt\no\n"))
        .containsExactly(Decision.theirs(A), Decision.ours(B));
    assertThat(said()).contains("'hush'", "'other'").doesNotContain("whisper");
  }

  @Test
  void edit_isAboutThatKey_andAsksAgainWhenItFails() {
    Resolution editor = conflicts -> List.of(Decision.edited(conflicts.get(0), "new"));
    assertThat(decide(editor, "e\no\n"))
        .containsExactly(Decision.edited(A, "new"), Decision.ours(B));
    assertThat(decide(NO_EDITOR, "e\nx\no\no\n"))
        .containsExactly(Decision.ours(A), Decision.ours(B));
    assertThat(said()).contains("no editor is known; set VISUAL or EDITOR").contains("letters");
  }

  @Test
  void abort_decidesNothing() {
    assertThatThrownBy(() -> decide(NO_EDITOR, "o\na\n"))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("staging/B");
  }
}
