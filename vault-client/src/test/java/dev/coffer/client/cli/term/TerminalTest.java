package dev.coffer.client.cli.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
  /** Erases the line, as C0 and as C1; turns text around; ends the line. */
  private static final String HOSTILE = "a\u001b[2Kb\u009b2Kc\u202ed\u2028e\rf";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          InputStream.nullInputStream(),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          Optional.empty());

  @Test
  void printPlain_textThatATerminalObeys_isShown() {
    terminal.printPlain(HOSTILE + "\ng");
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("a\uFFFD[2Kb\uFFFD2Kc\uFFFDd\uFFFDe\uFFFDf\uFFFDg");
  }

  @Test
  void say_textThatATerminalObeys_isShown() {
    terminal.say(HOSTILE);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void printRaw_isExact() {
    terminal.printRaw(HOSTILE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(HOSTILE);
  }
}
