package dev.coffer.client.run;

import static dev.coffer.client.run.ProgramScripts.mounted;
import static dev.coffer.client.run.ProgramScripts.shell;
import static dev.coffer.client.run.ProgramScripts.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
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
  private final PipedOutputStream output = new PipedOutputStream();
  private BufferedReader lines;
  private volatile Variables local = n("1");
  private volatile ClientException failure;

  @BeforeEach
  void connect() throws IOException {
    lines =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(output), StandardCharsets.UTF_8));
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
            Optional.of(new Launch.Redaction(output, OutputStream.nullOutputStream())));
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
  void otherValues_startTheProgramAnew_andItsOwnEndCounts() throws IOException {
    String script =
        "echo start $N; [ $N = 3 ] && exit 9; trap 'echo end; exit' TERM; " + UNTIL_TOLD;
    CompletableFuture<Integer> code = run(shell(place, script), Optional.empty(), LONG);
    assertThat(lines.readLine()).isEqualTo("start 1");
    looks.release(3);
    arrive("2");
    assertThat(lines.readLine()).isEqualTo("end");
    assertThat(lines.readLine()).isEqualTo("start 2");
    arrive("3");
    assertThat(lines.readLine()).isEqualTo("end");
    assertThat(lines.readLine()).isEqualTo("start 3");
    assertThat(code.join()).isEqualTo(9);
    assertThat(said)
        .containsExactly(
            "watching: N changed; starting the command anew",
            "watching: N changed; starting the command anew");
  }

  @Test
  void program_thatDoesNotEndWhenTold_isKilledWithWhatItStarted() throws IOException {
    String script =
        "trap '' TERM; echo start $N; [ $N = 2 ] && exit 4; sh -c \""
            + UNTIL_TOLD
            + "\"; "
            + UNTIL_TOLD;
    CompletableFuture<Integer> code =
        run(shell(place, script), Optional.empty(), Duration.ofMillis(10));
    assertThat(lines.readLine()).isEqualTo("start 1");
    arrive("2");
    assertThat(lines.readLine()).isEqualTo("start 2");
    assertThat(code.join()).isEqualTo(4);
  }

  @Test
  void signal_tellsTheProgram_whichReadsTheMountAgain() throws IOException {
    Path file = place.resolve("values");
    String script =
        "cat values; trap 'cat values; exit 8' HUP; echo \"ready ${N-unset}\"; " + UNTIL_TOLD;
    CompletableFuture<Integer> code =
        run(mounted(shell(place, script), file, false), Optional.of("HUP"), LONG);
    assertThat(lines.readLine()).isEqualTo("N=1");
    assertThat(lines.readLine()).isEqualTo("ready unset");
    arrive("2");
    assertThat(lines.readLine()).isEqualTo("N=2");
    assertThat(code.join()).isEqualTo(8);
    assertThat(said).containsExactly("watching: N changed; sending HUP");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusal_endsTheProgramAndSaysSo() throws IOException {
    String script = "trap 'echo end; exit' TERM; echo start; " + UNTIL_TOLD;
    CompletableFuture<Integer> code = run(shell(place, script), Optional.empty(), LONG);
    assertThat(lines.readLine()).isEqualTo("start");
    failure = new ClientException.NotSignedIn("the session has ended", "coffer login");
    looks.release();
    assertThat(lines.readLine()).isEqualTo("end");
    assertThatThrownBy(code::join).isInstanceOf(CompletionException.class).hasCause(failure);
    assertThat(said).containsExactly("watching: cannot go on; ending the command");
  }

  @Test
  void awayServer_doesNotDisturbTheProgram() throws IOException {
    CompletableFuture<Integer> code =
        run(shell(place, "echo start $N; [ $N = 2 ] || " + UNTIL_TOLD), Optional.empty(), LONG);
    assertThat(lines.readLine()).isEqualTo("start 1");
    failure = new ClientException.Unreachable("away", null, null);
    looks.release(5);
    arrive("2");
    assertThat(lines.readLine()).isEqualTo("start 2");
    assertThat(code.join()).isZero();
    assertThat(said).filteredOn(line -> line.contains("away")).hasSize(1);
  }
}
