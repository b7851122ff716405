package dev.coffer.client.run;

import static dev.coffer.client.run.ProgramScripts.mounted;
import static dev.coffer.client.run.ProgramScripts.shell;
import static dev.coffer.client.run.ProgramScripts.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each look is allowed by the test, and the program's own lines say how far it is. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class WatchedRunTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String UNTIL_TOLD = "while :; do sleep 0.02; done";

  @TempDir Path place;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Semaphore looks = new Semaphore(0);
  private final Lines lines = new Lines();
  private volatile Variables local = n("1");
  private volatile ClientException failure;

  /** What the programs print, one line after the other, whichever of them does. */
  private static final class Lines extends OutputStream {
    private final BlockingQueue<String> complete = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        complete.add(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
      } else {
        begun.write(b);
      }
    }

    String next() throws InterruptedException {
      return complete.take();
    }
  }

  private static Variables n(String value) {
    return variables(Map.of("N", value));
  }

  private CompletableFuture<Integer> run(Launch plain, Optional<String> signal, Duration grace) {
    Launch launch =
        new Launch(
            plain.words(),
            place,
            plain.mount(),
            plain.environmentToo(),
            Optional.of(new Launch.Redaction(lines, OutputStream.nullOutputStream())));
    Watch watch =
        new Watch(
            local,
            () -> {
              if (failure != null) {
                throw failure;
              }
            },
            () -> local,
            Duration.ofSeconds(5),
            said::add);
    Watching watching = new Watching(watch, signal, grace, pause -> looks.acquire(), said::add);
    return CompletableFuture.supplyAsync(() -> new Run(launch).watched(n("1"), watching));
  }

  private void arrive(String value) {
    local = n(value);
    looks.release(2);
  }

  @Test
  void otherValues_startTheProgramAnew_andItsOwnEndCounts() throws InterruptedException {
    String script =
        "trap 'echo end; exit' TERM; echo start $N; [ $N = 3 ] && exit 9; " + UNTIL_TOLD;
    CompletableFuture<Integer> code = run(shell(place, script), Optional.empty(), LONG);
    assertThat(lines.next()).isEqualTo("start 1");
    looks.release(3);
    arrive("2");
    assertThat(lines.next()).isEqualTo("end");
    assertThat(lines.next()).isEqualTo("start 2");
    arrive("3");
    assertThat(lines.next()).isEqualTo("end");
    assertThat(lines.next()).isEqualTo("start 3");
    assertThat(code.join()).isEqualTo(9);
    assertThat(said)
        .containsExactly(
            "watching: N changed; starting the command anew",
            "watching: N changed; starting the command anew");
  }

  @Test
  void program_thatDoesNotEndWhenTold_isKilledWithWhatItStarted() throws InterruptedException {
    String script =
        "trap '' TERM; echo start $N; [ $N = 2 ] && exit 4; sh -c \""
            + UNTIL_TOLD
            + "\"; "
            + UNTIL_TOLD;
    CompletableFuture<Integer> code =
        run(shell(place, script), Optional.empty(), Duration.ofMillis(10));
    assertThat(lines.next()).isEqualTo("start 1");
    arrive("2");
    assertThat(lines.next()).isEqualTo("start 2");
    assertThat(code.join()).isEqualTo(4);
  }

  /** A program that makes itself a daemon is nobody's child, and holds the output for ever. */
  @Test
  void program_thatLeftADaemonBehind_isStartedAnewAllTheSame() throws Exception {
    String script =
        "echo start $N; [ $N = 2 ] && exit 4; (sleep 600 & echo $! >left); echo ready; "
            + UNTIL_TOLD;
    CompletableFuture<Integer> code =
        run(shell(place, script), Optional.empty(), Duration.ofSeconds(10));
    assertThat(lines.next()).isEqualTo("start 1");
    assertThat(lines.next()).isEqualTo("ready");
    ProcessHandle daemon =
        ProcessHandle.of(Long.parseLong(Files.readString(place.resolve("left")).strip()))
            .orElseThrow();
    try {
      arrive("2");
      assertThat(lines.next()).isEqualTo("start 2");
      assertThat(code.join()).isEqualTo(4);
      assertThat(daemon.isAlive()).isTrue();
    } finally {
      daemon.destroyForcibly();
    }
  }

  /** Not HUP, which a build that goes on after its terminal's end leaves ignored for everybody. */
  @Test
  void signal_tellsTheProgram_whichReadsTheMountAgain() throws InterruptedException {
    Path file = place.resolve("values");
    String script =
        "trap 'cat values; exit 8' USR1; cat values; echo \"ready ${N-unset}\"; " + UNTIL_TOLD;
    CompletableFuture<Integer> code =
        run(mounted(shell(place, script), file, false), Optional.of("USR1"), LONG);
    assertThat(lines.next()).isEqualTo("N=1");
    assertThat(lines.next()).isEqualTo("ready unset");
    arrive("2");
    assertThat(lines.next()).isEqualTo("N=2");
    assertThat(code.join()).isEqualTo(8);
    assertThat(said).containsExactly("watching: N changed; sending USR1");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusal_endsTheProgramAndSaysSo() throws InterruptedException {
    String script = "trap 'echo end; exit' TERM; echo start; " + UNTIL_TOLD;
    CompletableFuture<Integer> code = run(shell(place, script), Optional.empty(), LONG);
    assertThat(lines.next()).isEqualTo("start");
    failure = new ClientException.NotSignedIn("the session has ended", "coffer login");
    looks.release();
    assertThat(lines.next()).isEqualTo("end");
    assertThatThrownBy(code::join).isInstanceOf(CompletionException.class).hasCause(failure);
    assertThat(said).containsExactly("watching: cannot go on; ending the command");
  }

  @Test
  void awayServer_doesNotDisturbTheProgram() throws InterruptedException {
    CompletableFuture<Integer> code =
        run(shell(place, "echo start $N; [ $N = 2 ] || " + UNTIL_TOLD), Optional.empty(), LONG);
    assertThat(lines.next()).isEqualTo("start 1");
    failure = new ClientException.Unreachable("away", null, null);
    looks.release(5);
    arrive("2");
    assertThat(lines.next()).isEqualTo("start 2");
    assertThat(code.join()).isZero();
    assertThat(said).filteredOn(line -> line.contains("away")).hasSize(1);
  }
}
