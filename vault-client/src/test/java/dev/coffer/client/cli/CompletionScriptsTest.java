package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.cli.pages.ManualPage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in their shells. A stand-in for {@code coffer} answers what they ask for. */
class CompletionScriptsTest {
  /** Every shell would run this if it took a name for anything but text. */
  private static final String HOSTILE = "$(touch obeyed)";

  private static final String STAND_IN =
      """
      #!/bin/sh
      case "$*" in
        "complete keys") printf '%s\\n' API_KEY API_URL DB_HOST 'HOSTILE' ;;
        "complete keys --env staging") echo STAGING_ONLY ;;
        "complete environments"*) printf '%s\\n' default staging ;;
        *) echo "asked: $*" ;;
      esac
      """;

  private static final String BASH =
      """
      source ./completions/coffer.bash
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _coffer coffer
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  /** Stands in for the functions with which zsh shows choices. */
  private static final String ZSH =
      """
      fpath=(./completions)
      autoload -U _coffer
      compset() { : }
      compadd() { shift; print -rl -- "$@" }
      _describe() { local array=${@[-1]}; print -rl -- ${${(P)array}%%:*} }
      _files() { print FILES }
      words=("$@")
      CURRENT=$#
      _coffer
      """;

  private static final String FISH =
      """
      source ./completions/coffer.fish
      complete -C "$argv[1]" | string replace -r '\\t.*' ''
      """;

  @TempDir static Path place;

  @BeforeAll
  static void write() throws IOException {
    Pages.write(
        new Coffer(place, place).shell(), place, new ManualPage.Edition("1.2.3", "2026-01-31"));
    Path standIn = Files.createDirectories(place.resolve("bin")).resolve("coffer");
    Files.writeString(standIn, STAND_IN.replace("HOSTILE", HOSTILE));
    Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> run(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(place.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("HOME", place.toString());
    builder
        .environment()
        .merge(
            "PATH", place.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.lines().filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> completed(String shell, String line) throws IOException {
    assumeTrue(ShellProgram.find(shell).isPresent(), shell + " is not installed");
    if (shell.equals("fish")) {
      return run("fish", "--no-config", "-c", FISH, line);
    }
    List<String> words = new ArrayList<>(List.of(shell));
    words.addAll(
        shell.equals("bash") ? List.of("--norc", "-c", BASH, "x") : List.of("-f", "-c", ZSH, "x"));
    words.addAll(Arrays.asList(line.split(" ", -1)));
    return run(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"bash, coffer.bash", "zsh, _coffer", "fish, coffer.fish"})
  void script_isOfItsShell(String shell, String file) throws IOException {
    assumeTrue(ShellProgram.find(shell).isPresent(), shell + " is not installed");
    assertThat(run(shell, "-n", "completions/" + file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void firstWord_isACommand(String shell) throws IOException {
    assertThat(completed(shell, "coffer pu")).contains("push", "pull").doesNotContain("complete");
    assertThat(completed(shell, "coffer device a")).contains("approve");
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void key_isAskedForByName(String shell) throws IOException {
    assertThat(completed(shell, "coffer get API")).contains("API_KEY", "API_URL");
    assertThat(completed(shell, "coffer get --env staging S")).containsExactly("STAGING_ONLY");
    assertThat(completed(shell, "coffer get --env=staging S".replace("=", equals(shell))))
        .containsExactly("STAGING_ONLY");
    assertThat(completed(shell, "coffer get $")).allMatch(name -> !name.startsWith("asked"));
    assertThat(place.resolve("obeyed")).doesNotExist();
  }

  /** bash parts words at the sign. */
  private static String equals(String shell) {
    return shell.equals("bash") ? " = " : "=";
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void environment_isAskedFor(String shell) throws IOException {
    assertThat(completed(shell, "coffer get --env ")).contains("default", "staging");
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void option_isOfTheCommand(String shell) throws IOException {
    assertThat(completed(shell, "coffer get --r")).contains("--reveal").doesNotContain("--server");
    assertThat(completed(shell, "coffer completion ")).contains("bash", "zsh", "fish");
  }

  /** The help of {@code oidc allow} has no room for all of them. */
  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void option_thatHelpLeavesOut_isCompleted_unlessItIsOfNoUse(String shell) throws IOException {
    assertThat(completed(shell, "coffer oidc allow --"))
        .contains("--platform", "--issuer", "--repository-id", "--owner-id", "--allow-forks")
        .contains("--plain", "--replace", "--repo", "--json")
        .doesNotContain("--offline");
    assertThat(completed(shell, "coffer run --")).contains("--watch").doesNotContain("--json");
  }

  @ParameterizedTest
  @CsvSource({"bash, completions", "fish, completions/", "zsh, FILES"})
  void file_isNoName(String shell, String expected) throws IOException {
    assertThat(completed(shell, "coffer import com")).containsExactly(expected);
  }
}
