package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {
  private static final int COLUMNS = 80;
  private static final int LINES = 24;

  @TempDir static Path place;

  static Stream<String> commands() {
    return all(new Commands(new Coffer(place, place).shell()).all())
        .map(command -> command.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
  }

  private static CommandLine found(String path) {
    return all(new Commands(new Coffer(place, place).shell()).all())
        .filter(command -> command.getCommandSpec().qualifiedName().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEachCommand_fitsOneScreenAndHasAnExample(String path) {
    String words = (path + " --help").replaceFirst("^coffer ", "");
    Coffer.Said said = new Coffer(place, place).run("", words.split(" ", -1));
    assertThat(said.code()).isZero();
    assertThat(said.out().lines()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    String examples = said.out().substring(said.out().indexOf("Examples:"));
    assertThat(examples.lines().skip(1))
        .anyMatch(line -> line.matches("  (.* )?\\(?" + path.replace("(", "\\(") + "( .*|\\)|$)"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEachCommand_saysWhatEveryOptionMeans(String path) {
    CommandLine command = found(path);
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    List<ArgSpec> arguments = command.getCommandSpec().args();
    assertThat(arguments.stream().filter(argument -> !argument.hidden()))
        .allSatisfy(
            argument ->
                assertThat(String.join("", argument.description()))
                    .as(argument.paramLabel() + " " + argument)
                    .isNotBlank());
  }

  @Test
  void help_atTheTop_namesEveryCommandAndMakesNone() {
    String help = new Coffer(place, place).run("", "--help").out();
    List<String> words = Arrays.asList(help.split("\\s+"));
    assertThat(words).containsAll(CommandGroup.allNames().toList());
    CommandLine top = new Commands(new Coffer(place, place).shell()).commandLine("--help");
    assertThat(top.getSubcommands()).isEmpty();
  }

  @Test
  void commandLine_forOneCommand_makesNoOther() {
    CommandLine top = new Commands(new Coffer(place, place).shell()).commandLine("get", "KEY");
    assertThat(top.getSubcommands()).containsOnlyKeys("get");
  }

  @Test
  void help_ofRun_doesNotOfferWhatItRefuses() {
    Coffer coffer = new Coffer(place, place);
    assertThat(coffer.run("", "run", "--help").out()).doesNotContain("--json");
    assertThat(coffer.run("", "run", "--json", "true").err()).contains("leave out --json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull --oidc --help", "run --oidc --help"})
  void help_insideOfAJob_fitsOneScreen(String words) {
    Coffer.Said said = new Coffer(place, place).run("", words.split(" ", -1));
    assertThat(said.out().lines()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(said.out()).contains("Examples:", "--policy=ID", "--oidc");
  }

  @Test
  void commands_areInOneGroupEach() {
    assertThat(CommandGroup.allNames()).doesNotHaveDuplicates();
  }
}
