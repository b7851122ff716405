package dev.coffer.client.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Past;
import dev.coffer.client.history.Snapshot;
import dev.coffer.protocol.EnvironmentName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
class CommandTrialTest {
  private static final Map<String, String> OUTER =
      Map.of("PATH", System.getenv("PATH"), "OUTER", "outer", "KEY", "shadowed");

  @TempDir Path folder;
  private final AtomicReference<String> printed = new AtomicReference<>();

  private Verdict judge(Map<String, String> values, String... command) {
    Snapshot version = new Past().version(values).versions().get(0);
    return new CommandTrial(List.of(command), folder, OUTER, EnvironmentName.DEFAULT, this::keep)
        .judge(version);
  }

  private void keep(InputStream output) {
    try {
      printed.set(new String(output.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,GOOD", "1,BAD", "124,BAD", "125,SKIP", "126,BAD", "127,BAD"})
  void exitCode_isTheVerdict(int code, Verdict verdict) {
    assertThat(judge(Map.of("CODE", String.valueOf(code)), "sh", "-c", "exit $CODE"))
        .isEqualTo(verdict);
  }

  @Test
  void command_hasTheVersionsValuesOverThisProcess_andNoInput() {
    String script = "echo $KEY $OUTER $UNKNOWN.; echo talk >&2; cat; pwd";
    assertThat(judge(Map.of("KEY", "of the version"), "sh", "-c", script)).isEqualTo(Verdict.GOOD);
    assertThat(printed).hasValue("of the version outer .\ntalk\n" + folder.toAbsolutePath() + "\n");
  }

  @Test
  void signal_endsTheSearch() {
    assertThatThrownBy(() -> judge(Map.of(), "sh", "-c", "kill -KILL $$"))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessage("the command ended with code 137 at version 1");
  }

  @Test
  void commandThatDoesNotExist_isAUsageError() {
    assertThatThrownBy(() -> judge(Map.of("KEY", "of the version"), "no-such-command"))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("cannot start 'no-such-command'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=B", "", "A\0"})
  void nameThatNoProcessCanHave_isASkip(String name) {
    assertThat(judge(Map.of(name, "value"), "no-such-command")).isEqualTo(Verdict.SKIP);
  }

  @Test
  void valueThatNoProcessCanHave_isASkip() {
    assertThat(judge(Map.of("KEY", "a\0b"), "no-such-command")).isEqualTo(Verdict.SKIP);
  }
}
