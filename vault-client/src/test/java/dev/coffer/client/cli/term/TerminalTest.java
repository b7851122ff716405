package dev.coffer.client.cli.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  void printJsonLine_anyObject_isOneLine() {
    terminal.printJsonLine(Map.of("a", "x\ny=<z>"));
    assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("{\"a\":\"x\\ny=<z>\"}");
  }

  @Test
  void requireReader_aClosedPipe_ends() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    PrintStream pipe = new PrintStream(closed, true, StandardCharsets.UTF_8);
    Terminal unread =
        new Terminal(InputStream.nullInputStream(), pipe, pipe, Optional.<Console>empty());
    terminal.print("read");
    terminal.requireReader();
    unread.print("not read");
    assertThatThrownBy(unread::requireReader).isInstanceOf(ClientException.Failed.class);
  }

  /** Ends the work once the line is there. */
  private String progressOn(Screen screen) throws InterruptedException {
    CountDownLatch shown = new CountDownLatch(1);
    PrintStream watched =
        new PrintStream(err, true, StandardCharsets.UTF_8) {
          @Override
          public void flush() {
            super.flush();
            shown.countDown();
          }
        };
    var nobody = Optional.<Console>empty();
    Terminal slow = new Terminal(InputStream.nullInputStream(), watched, watched, nobody, screen);
    slow.progress("working", () -> awaited(shown));
    slow.say("done");
    return err.toString(StandardCharsets.UTF_8);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void progress_onAScreen_isErased() throws InterruptedException {
    Screen screen = new Screen(Map.of("TERM", "xterm"), descriptor -> true);
    assertThat(progressOn(screen)).isEqualTo("\r\u001b[Kworking …\r\u001b[Kdone\n");
  }

  @Test
  void progress_elsewhere_isALineOfText() throws InterruptedException {
    assertThat(progressOn(Screen.NONE)).isEqualTo("working …\ndone\n");
    err.reset();
    assertThat(progressOn(new Screen(Map.of("TERM", "dumb"), descriptor -> true)))
        .isEqualTo("working …\ndone\n");
  }

  private String failedOn(Map<String, String> environment, boolean device) {
    err.reset();
    Screen screen = new Screen(environment, descriptor -> device);
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    new Terminal(InputStream.nullInputStream(), stream, stream, Optional.empty(), screen)
        .fail("no");
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void fail_hasColourOnAScreenWithoutNoColorOnly() {
    assertThat(failedOn(Map.of("TERM", "xterm"), true)).startsWith("\u001b[").endsWith("no\n");
    assertThat(failedOn(Map.of("TERM", "xterm", "NO_COLOR", ""), true)).startsWith("\u001b[");
    assertThat(failedOn(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo("coffer: no\n");
    assertThat(failedOn(Map.of("TERM", "xterm"), false)).isEqualTo("coffer: no\n");
    assertThat(failedOn(Map.of("TERM", "dumb"), true)).isEqualTo("coffer: no\n");
    assertThat(failedOn(Map.of(), true)).isEqualTo("coffer: no\n");
  }

  @Test
  void confirms_nobodyToAsk_namesTheWayOut() {
    assertThatThrownBy(() -> terminal.confirms("Really?", "give --yes"))
        .isInstanceOfSatisfying(
            ClientException.Usage.class, e -> assertThat(e.hint()).hasValue("give --yes"))
        .hasMessage("there is nobody to ask");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Really? [y/N] \n");
  }

  @Test
  void printRaw_isExact() {
    terminal.printRaw(HOSTILE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(HOSTILE);
  }
}
