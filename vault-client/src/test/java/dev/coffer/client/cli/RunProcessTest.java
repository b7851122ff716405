package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.Surroundings;
import dev.coffer.client.cli.term.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals and arguments of the command as a process. Lines of the program say how far it is. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc")
class RunProcessTest {
  private static final String SECRET = "value-in-no-argument";
  private static final String TRAPS =
      "trap 'echo got INT' INT; trap 'echo got HUP' HUP; trap 'echo got USR1' USR1;"
          + " trap 'echo got TERM; exit 7' TERM;";
  private static final String UNTIL_TOLD = " while :; do sleep 0.02; done";

  @TempDir Path place;

  @BeforeEach
  void makeAVault() throws IOException {
    Files.createDirectories(place.resolve("project"));
    Map<String, String> environment =
        Map.of("COFFER_HOME", place.resolve("home").toString(), "COFFER_KEYCHAIN", "file");
    Surroundings surroundings =
        new Surroundings(
            environment,
            place.resolve("project"),
            Clock.systemUTC(),
            new SecureRandom(),
            warning -> {});
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var input = new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8));
    Terminal terminal = new Terminal(input, nowhere, nowhere, Optional.empty());
    assertThat(new Cli(terminal, surroundings).run("init")).isZero();
    assertThat(new Cli(terminal, surroundings).run("set", "KEY")).isZero();
  }

  private Process start(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(place.resolve("project").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_"));
    builder.environment().put("COFFER_HOME", place.resolve("home").toString());
    builder.environment().put("COFFER_KEYCHAIN", "file");
    builder.environment().remove("SHELL"); // so that script(1) takes sh, here as everywhere
    return builder.redirectErrorStream(true).start();
  }

  private static List<String> coffer(String... arguments) {
    List<String> words = new ArrayList<>(CommandProcess.coffer());
    words.addAll(List.of(arguments));
    return words;
  }

  private static BufferedReader linesOf(Process process) {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private static void send(String signal, String process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-s", signal, process).start().waitFor()).isZero();
  }

  /** A build in the background may have been started with signals that are ignored for good. */
  private static boolean arrives(String signal) throws Exception {
    return new ProcessBuilder("sh", "-c", "kill -s " + signal + " $$; exit 0").start().waitFor()
        != 0;
  }

  @Test
  void signals_reachTheProgramOnce_andItsCodeIsOurs() throws Exception {
    Process coffer =
        start(
            coffer(
                "run",
                "--mount",
                "values",
                "--also-env",
                "--",
                "sh",
                "-c",
                TRAPS + "echo key $KEY; tr '\\0' ' ' </proc/$PPID/cmdline; echo;" + UNTIL_TOLD));
    try (BufferedReader lines = linesOf(coffer)) {
      String first = lines.readLine();
      while (first.startsWith("warning: ")) {
        first = lines.readLine();
      }
      assertThat(first).isEqualTo("key " + SECRET);
      assertThat(lines.readLine()).contains("--mount").doesNotContain(SECRET);
      List<String> expected = new ArrayList<>();
      List<String> got = new ArrayList<>();
      for (String signal : List.of("INT", "HUP", "USR1", "USR1", "TERM")) {
        if (arrives(signal)) {
          send(signal, Long.toString(coffer.pid()));
          got.add(lines.readLine());
          expected.add("got " + signal);
        }
      }
      assertThat(got).isEqualTo(expected);
      assertThat(lines.readLine()).isNull();
    }
    assertThat(coffer.waitFor()).isEqualTo(7);
    assertThat(place.resolve("project/values")).doesNotExist();
  }

  /** Control-C goes to the whole job: passed on as well, it would arrive twice. */
  @Test
  void controlC_onATerminal_reachesTheProgramOnce() throws Exception {
    assumeTrue(arrives("INT"), "SIGINT is ignored here");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1)");
    Path program = place.resolve("project/program");
    Files.writeString(program, TRAPS + " test -t 0 && echo coffer $PPID;" + UNTIL_TOLD);
    // A shell that stays in between would die of Ctrl-C itself, and script(1) report that.
    String line = "exec " + String.join(" ", coffer("run", "--", "sh", "./program"));
    Process terminal = start(List.of("script", "-qec", line, "/dev/null"));
    try (BufferedReader lines = linesOf(terminal)) {
      String first = lines.readLine();
      while (!first.startsWith("coffer ")) {
        first = lines.readLine();
      }
      terminal.getOutputStream().write(3);
      terminal.getOutputStream().flush();
      assertThat(lines.readLine()).endsWith("got INT");
      send("TERM", first.substring("coffer ".length()));
      assertThat(lines.readLine()).isEqualTo("got TERM");
      assertThat(lines.readLine()).isNull();
    }
    assertThat(terminal.waitFor()).isEqualTo(7);
  }

  /**
   * A server that the program left in the background holds the pipe of its output for days. The
   * program pauses so that its streams are being read when it ends: the JDK closes those that are
   * not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalAfterTheProgramsEnd_endsTheWaitForItsOutput(String signal) throws Exception {
    assumeTrue(arrives(signal), "SIG" + signal + " is ignored here");
    String script = "sleep 600 & echo left $! $$; echo key $KEY; sleep 1; exit 7";
    Process coffer =
        start(
            coffer("run", "--redact", "--mount", "values", "--also-env", "--", "sh", "-c", script));
    Optional<ProcessHandle> left = Optional.empty();
    try (BufferedReader lines = linesOf(coffer)) {
      String first = lines.readLine();
      while (!first.startsWith("left ")) {
        first = lines.readLine();
      }
      String[] processes = first.split(" ", -1);
      left = ProcessHandle.of(Long.parseLong(processes[1]));
      assertThat(lines.readLine()).isEqualTo("key ***");
      ProcessHandle.of(Long.parseLong(processes[2])).ifPresent(sh -> sh.onExit().join());
      assertThat(left).get().matches(ProcessHandle::isAlive);
      assertThat(place.resolve("project/values")).exists();
      // Again, since the first may come before coffer knows of the end, and is the program's then.
      do {
        new ProcessBuilder("kill", "-s", signal, Long.toString(coffer.pid())).start().waitFor();
      } while (!coffer.waitFor(10, TimeUnit.SECONDS));
      assertThat(lines.readLine()).isNull();
    } finally {
      left.ifPresent(ProcessHandle::destroyForcibly);
      coffer.destroyForcibly();
    }
    assertThat(coffer.exitValue()).isEqualTo(7);
    assertThat(place.resolve("project/values")).doesNotExist();
  }
}
