package dev.coffer.client.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The words of a command line before they are read: which of them name the command? */
final class Words {
  /** Every command takes them, so they may stand in front of it. */
  private static final Set<String> SHARED = Set.of("--offline", "--json");

  private Words() {}

  static String[] after(int first, String... words) {
    return Arrays.copyOfRange(words, first, words.length);
  }

  static String[] withoutOptions(String... words) {
    return Stream.of(words).filter(word -> !word.startsWith("-")).toArray(String[]::new);
  }

  /** {@code words} with the options in front of the command's name behind it. */
  static String[] sharedOptionsLast(Commands commands, String... words) {
    int options = 0;
    while (options < words.length && SHARED.contains(words[options])) {
      options++;
    }
    if (options == 0) {
      return words;
    }
    String[] rest = after(options, words);
    int name = length(commands.commandLine(rest), rest);
    return name == 0
        ? rest
        : Stream.of(
                List.of(rest).subList(0, name),
                List.of(words).subList(0, options),
                List.of(rest).subList(name, rest.length))
            .flatMap(List::stream)
            .toArray(String[]::new);
  }

  /** The options after the first of {@code words}, up to the first word that is an argument. */
  static List<String> optionsOf(CommandLine command, String... words) {
    List<String> options = new ArrayList<>();
    int at = 1;
    while (at < words.length && words[at].startsWith("-") && !words[at].equals("--")) {
      String name = words[at].split("=", 2)[0];
      OptionSpec option = command.getCommandSpec().findOption(name);
      boolean valueFollows = option != null && option.arity().max() > 0 && name.equals(words[at]);
      options.add(name);
      at += valueFollows ? 2 : 1;
    }
    return options;
  }

  /** How many of {@code words} name a command and one below it. */
  private static int length(CommandLine root, String... words) {
    CommandLine at = root;
    int length = 0;
    while (length < words.length && at.getSubcommands().containsKey(words[length])) {
      at = at.getSubcommands().get(words[length]);
      length++;
    }
    return length;
  }

  /**
   * The command that {@code words} name, all of them.
   *
   * @throws dev.coffer.client.ClientException.Usage when one of them names none
   */
  static CommandLine named(Commands commands, String... words) {
    CommandLine at = commands.commandLine(words);
    for (String word : words) {
      CommandLine below = at.getSubcommands().get(word);
      if (below == null) {
        throw Misuse.unknownCommand(at, word);
      }
      at = below;
    }
    return at;
  }
}
