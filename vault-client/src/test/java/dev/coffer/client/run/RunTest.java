package dev.coffer.client.run;

import static dev.coffer.client.run.ProgramScripts.mounted;
import static dev.coffer.client.run.ProgramScripts.program;
import static dev.coffer.client.run.ProgramScripts.redacted;
import static dev.coffer.client.run.ProgramScripts.shell;
import static dev.coffer.client.run.ProgramScripts.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class RunTest {
  private static final Variables NONE = variables(Map.of());
  private static final Variables SECRET = variables(Map.of("KEY", "a secret value", "PORT", "80"));

  @TempDir Path place;

  private static int run(Launch launch, Variables variables) {
    return new Run(launch).once(variables);
  }

  private String written(String file) throws IOException {
    return Files.readString(place.resolve(file));
  }

  @ParameterizedTest
  @CsvSource({"exit 0,0", "exit 7,7", "exit 255,255", "kill -KILL $$,137", "kill -TERM $$,143"})
  void exitCode_isPassedThrough(String script, int code) {
    assertThat(run(shell(place, script), NONE)).isEqualTo(code);
  }

  @Test
  void values_areInTheEnvironmentOverWhatIsThere_andInNoArgument() throws IOException {
    Variables variables =
        variables(Map.of("KEY", "two\nlines 'and' \"quotes\"", "HOME", "/other", "EMPTY", ""));
    Launch launch =
        shell(
            place,
            "printf %s \"$KEY\" >key; printf %s \"$HOME${EMPTY-unset}\" >home; printf %s \"$PATH\""
                + " >path; tr '\\0' ' ' </proc/$$/cmdline >arguments 2>/dev/null; pwd >folder");
    assertThat(run(launch, variables)).isZero();
    assertThat(written("key")).isEqualTo("two\nlines 'and' \"quotes\"");
    assertThat(written("home")).isEqualTo("/other");
    assertThat(written("path")).isEqualTo(System.getenv("PATH"));
    assertThat(written("arguments")).doesNotContain("quotes");
    assertThat(Path.of(written("folder").strip()).toRealPath()).isEqualTo(place.toRealPath());
  }

  @Test
  void program_thatIsNotThere_is127() {
    for (String program : List.of("no-such-program-here", "./missing", place + "/missing")) {
      assertThatThrownBy(() -> run(program(place, program), SECRET))
          .isInstanceOf(ClientException.CannotRun.class)
          .hasMessage("there is no program '" + program + "'")
          .extracting(e -> ((ClientException) e).exitCode())
          .isEqualTo(127);
    }
  }

  @Test
  void program_thatCannotBeExecuted_is126() throws IOException {
    Files.writeString(place.resolve("plain"), "text");
    Files.createDirectory(place.resolve("folder"));
    Path orphan = Files.writeString(place.resolve("orphan"), "#!/no/such/interpreter\n");
    assertThat(orphan.toFile().setExecutable(true)).isTrue();
    for (String program : List.of("./plain", "./folder", "./orphan")) {
      assertThatThrownBy(() -> run(program(place, program), SECRET))
          .as(program)
          .isInstanceOf(ClientException.CannotRun.class)
          .hasMessageEndingWith("cannot be executed")
          .extracting(e -> ((ClientException) e).exitCode())
          .isEqualTo(126);
    }
  }

  @Test
  void value_thatNoEnvironmentHolds_isRefusedByName() {
    assertThatThrownBy(() -> run(shell(place, ">started"), variables(Map.of("KEY", "a\0b"))))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageStartingWith("the value of KEY has a NUL character");
    assertThatThrownBy(() -> run(shell(place, ">started"), variables(Map.of("A=B", "value"))))
        .isInstanceOf(ClientException.Usage.class);
    assertThat(place.resolve("started")).doesNotExist();
    Variables large = variables(Map.of("KEY", "x".repeat(4_000_000)));
    assertThatThrownBy(() -> run(program(place, "true"), large))
        .isInstanceOf(ClientException.CannotRun.class)
        .hasMessage("the values and arguments are too large for an environment");
  }

  @Test
  void redaction_masksBothStreams_andKeepsTheExitCode() {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    Launch launch =
        shell(
            place,
            "printf 'a sec'; printf 'ret value and %s\\n' \"$PORT\"; echo \"$KEY\" >&2;"
                + " printf 'a secret'; exit 3");
    assertThat(run(redacted(launch, output, errors), SECRET)).isEqualTo(3);
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("*** and 80\na secret");
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("***\n");
  }

  /** As {@code coffer run --redact -- yes | head} does. */
  @Test
  void redaction_intoAClosedPipe_endsTheProgram() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    Launch plain = program(place, "yes");
    Launch launch =
        new Launch(
            plain.words(),
            place,
            Optional.empty(),
            false,
            Optional.of(new Launch.Redaction(closed, OutputStream.nullOutputStream())));
    assertThat(run(launch, SECRET)).isNotZero();
  }

  @Test
  void mount_isReadByEachReaderOnce_andGoneAfterwards() throws IOException {
    Path file = place.resolve("values.env");
    Launch launch =
        shell(
            place,
            "cat values.env >first; cat \"$COFFER_MOUNT\" >second; printf %s \"${KEY-unset}\" >key;"
                + " ls -l values.env >mode; exit 4");
    assertThat(run(mounted(launch, file, false), SECRET)).isEqualTo(4);
    assertThat(written("first")).isEqualTo("KEY=\"a secret value\"\nPORT=80\n");
    assertThat(written("second")).isEqualTo(written("first"));
    assertThat(written("key")).isEqualTo("unset");
    assertThat(written("mode")).startsWith("prw-------");
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("first", "second", "key", "mode");
    }
  }

  @Test
  void mount_alsoInTheEnvironment_ifAsked() throws IOException {
    Launch launch = shell(place, "printf %s \"$KEY\" >key");
    assertThat(run(mounted(launch, place.resolve("values"), true), SECRET)).isZero();
    assertThat(written("key")).isEqualTo("a secret value");
    assertThat(place.resolve("values")).doesNotExist();
  }

  @Test
  void mount_ofAProgramThatIsNotThere_leavesNothing() throws IOException {
    Path file = place.resolve("values");
    assertThatThrownBy(() -> run(mounted(program(place, "./missing"), file, false), SECRET))
        .isInstanceOf(ClientException.CannotRun.class);
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void mount_whereSomethingIs_isRefusedAndTouchesNothing() throws IOException {
    Path file = Files.writeString(place.resolve("values"), "mine");
    assertThatThrownBy(() -> run(mounted(shell(place, ">started"), file, false), SECRET))
        .isInstanceOf(ClientException.Conflict.class);
    assertThatThrownBy(
            () ->
                run(
                    mounted(program(place, "true"), place.resolve("no/such/folder"), false),
                    SECRET))
        .isInstanceOf(ClientException.Usage.class);
    assertThat(written("values")).isEqualTo("mine");
    assertThat(place.resolve("started")).doesNotExist();
  }
}
