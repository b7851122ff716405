package dev.coffer.client.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.crypto.recovery.RecoveryWords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaperDialogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SecureRandom random = new SecureRandom();
  private final List<String> words =
      RecoveryWords.write(RecoveryKey.generate(random), SecretAccess.FOR_PAPER);

  private PaperDialog typing(String input) {
    return new PaperDialog(
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Optional.empty()));
  }

  @Test
  void show_numbersEveryWord_onScreensOf80Columns() {
    typing("").show(words);
    String shown = out.toString(StandardCharsets.UTF_8);
    for (int i = 0; i < words.size(); i++) {
      assertThat(shown).containsPattern("\\b" + (i + 1) + " " + words.get(i) + "\\b");
    }
    assertThat(shown.lines()).hasSize(6).allMatch(line -> line.length() <= 80);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain(String.join(" ", words));
  }

  @Test
  void requireWritten_wrongWord_isRefusedWithoutTellingIt() {
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> typing("wrong\nwrong\n").requireWritten(words, random))
        .satisfies(e -> assertThat(words).noneMatch(word -> e.getMessage().endsWith(word)));
    assertThat(out.size()).isZero();
  }

  @Test
  void requireWritten_theTwoWordsThatAreAsked_passes() {
    List<String> same = List.of("zoo", "zoo", "zoo");
    typing("zoo\n Zoo \n").requireWritten(same, random);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("type word ");
  }

  @Test
  void read_misspeltWord_saysWhereAndWhatToDo() {
    String typed = String.join(" ", words).replaceFirst("^\\S+", "xyzzy");
    assertThatExceptionOfType(ClientException.Usage.class)
        .isThrownBy(() -> PaperDialog.read(typed))
        .withMessage("word 1 is not in the list of words")
        .satisfies(
            e -> assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("paper")));
  }
}
