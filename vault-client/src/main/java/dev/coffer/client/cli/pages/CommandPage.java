package dev.coffer.client.cli.pages;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command's declaration says of it, with the options for which its help has no room.
 *
 * @param path the words that call it, such as {@code coffer device list}
 * @param synopsis the path and what follows it
 */
public record CommandPage(
    String path,
    String synopsis,
    String description,
    List<OptionEntry> options,
    List<ArgumentEntry> arguments,
    List<CommandPage> commands,
    List<String> footer) {
  private static final Set<String> OF_EVERY_COMMAND = Set.of("--json", "--offline");

  /**
   * One option.
   *
   * @param label what stands for its value; empty when it takes none
   */
  record OptionEntry(List<String> names, String label, Values values, String description) {
    boolean takesValue() {
      return !label.isEmpty();
    }
  }

  /** One argument that is no option. */
  record ArgumentEntry(String label, Values values, String description) {}

  /** The page of {@code command}, with those of the commands below it. */
  public static CommandPage of(CommandSpec command) {
    return new CommandPage(
        command.qualifiedName(),
        new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
            .synopsis(0)
            .replaceAll("\\s+", " ")
            .strip(),
        plain(command.usageMessage().description()),
        command.options().stream().filter(CommandPage::isOfUse).map(CommandPage::entry).toList(),
        command.positionalParameters().stream()
            .filter(argument -> !argument.hidden())
            .map(CommandPage::entry)
            .toList(),
        subcommands(command).map(CommandPage::of).toList(),
        Arrays.stream(command.usageMessage().footer()).map(CommandPage::plain).toList());
  }

  /** An option that every command has is hidden where it is good for nothing. */
  private static boolean isOfUse(OptionSpec option) {
    return !option.hidden() || Arrays.stream(option.names()).noneMatch(OF_EVERY_COMMAND::contains);
  }

  private static Stream<CommandSpec> subcommands(CommandSpec command) {
    return new LinkedHashSet<>(command.subcommands().values())
        .stream().map(CommandLine::getCommandSpec).filter(spec -> !spec.usageMessage().hidden());
  }

  private static OptionEntry entry(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : option.paramLabel();
    List<String> names = List.of(option.names());
    return new OptionEntry(names, label, Values.of(option), plain(option.description()));
  }

  private static ArgumentEntry entry(PositionalParamSpec argument) {
    return new ArgumentEntry(
        argument.paramLabel(), Values.of(argument), plain(argument.description()));
  }

  /** picocli formats what it shows, so a percent sign is written as two. */
  private static String plain(String... lines) {
    return String.join(" ", lines)
        .replace("%n", " ")
        .replace("%%", "%")
        .replace("$$", "$")
        .stripTrailing();
  }

  /** This page and all pages below it. */
  Stream<CommandPage> all() {
    return Stream.concat(Stream.of(this), commands.stream().flatMap(CommandPage::all));
  }

  /** The last word of the path. */
  String name() {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  /** What the words after the options are; the first argument decides. */
  Values argumentValues() {
    return arguments.isEmpty() ? Values.NONE : arguments.get(0).values();
  }
}
