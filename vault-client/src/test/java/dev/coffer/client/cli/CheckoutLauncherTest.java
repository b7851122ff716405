package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher of a checkout does itself: {@code coffer server} and {@code quickstart}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
class CheckoutLauncherTest {
  private static final int COLUMNS = 80;

  @TempDir Path home;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void bash() {
    assumeTrue(ShellProgram.find("bash").isPresent(), "bash is not installed");
  }

  private Ended coffer(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of("../coffer").toString()));
    command.addAll(List.of(words.split(" ", -1)));
    Path out = home.resolveSibling(home.getFileName() + ".out");
    Path err = home.resolveSibling(home.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_"));
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new Ended(process.waitFor(), read(out), read(err));
  }

  private static String read(Path file) throws Exception {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server --help",
        "server start --help",
        "server -h",
        "help server",
        "quickstart --help",
        "quickstart -h",
        "help quickstart"
      })
  void help_isPrintedAndNothingElseIsDone(String words) throws Exception {
    Ended ended = coffer(words);
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .startsWith("Usage: coffer " + words.replaceAll("help| .*|-.*", "").strip())
        .contains("--help", "Environment:", "Examples:");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(home).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "server begin", "server start now", "quickstart now"})
  void misuse_endsWithTwo_andNothingIsDone(String words) throws Exception {
    Ended ended = coffer(words);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("coffer: ").contains("hint: ", "--help");
    assertThat(home).isEmptyDirectory();
  }
}
