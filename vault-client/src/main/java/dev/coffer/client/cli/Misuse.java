package dev.coffer.client.cli;

import dev.coffer.client.ClientException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line and what was probably meant. An argument may be a value
 * that was typed in the wrong place, so only what looks like a name is repeated.
 */
final class Misuse {
  private static final Pattern NAME = Pattern.compile("-{0,2}[A-Za-z][A-Za-z-]{0,19}");

  /** What the launcher of a checkout does itself. */
  private static final Set<String> OF_A_CHECKOUT = Set.of("server", "quickstart");

  private final CommandLine command;
  private final String path;

  private Misuse(CommandLine command) {
    this.command = command;
    this.path = command.getCommandSpec().qualifiedName();
  }

  static ClientException of(ParameterException failure) {
    Misuse misuse = new Misuse(failure.getCommandLine());
    return failure instanceof UnmatchedArgumentException unmatched
        ? misuse.unmatched(unmatched.getUnmatched())
        : new ClientException.Usage(failure.getMessage(), misuse.seeHelp());
  }

  /** The refusal of {@code word}, which names no command below {@code command}. */
  static ClientException unknownCommand(CommandLine command, String word) {
    Misuse misuse = new Misuse(command);
    return misuse.unknown("command", word, misuse.commands());
  }

  /**
   * Does nothing when every word before {@code --help} was understood.
   *
   * @throws ClientException.Usage when {@code command} has commands and a word names none of them
   */
  static void requireNoUnknownCommand(CommandLine command) {
    Misuse misuse = new Misuse(command);
    List<String> words = command.getParseResult().unmatched();
    if (!words.isEmpty() && !misuse.commands().isEmpty()) {
      throw misuse.unmatched(words);
    }
  }

  private ClientException unmatched(List<String> arguments) {
    if (!commands().isEmpty() && !arguments.get(0).startsWith("-")) {
      return unknown("command", arguments.get(0), commands());
    }
    return arguments.stream()
        .filter(argument -> argument.startsWith("-"))
        .findFirst()
        .map(option -> unknown("option", option.split("=", 2)[0], options()))
        .orElseGet(
            () -> new ClientException.Usage("'" + path + "' takes fewer arguments", seeHelp()));
  }

  private ClientException unknown(String kind, String typed, Collection<String> known) {
    if (command.getParent() == null && OF_A_CHECKOUT.contains(typed)) {
      return new ClientException.Usage(
          "'" + path + " " + typed + "' is not part of this program: it needs the server",
          "run './coffer "
              + typed
              + "' in a checkout of Coffer's sources, or ask who runs a server"
              + " for its address: 'coffer login --server URL'");
    }
    if (!NAME.matcher(typed).matches()) {
      return new ClientException.Usage("'" + path + "' has no such " + kind, seeHelp());
    }
    String hint =
        Suggestions.nearest(typed, known)
            .map(meant -> "did you mean '" + meant + "'?")
            .orElse(seeHelp());
    return new ClientException.Usage("'" + path + "' has no " + kind + " '" + typed + "'", hint);
  }

  private Collection<String> options() {
    return command.getCommandSpec().optionsMap().keySet();
  }

  private Collection<String> commands() {
    return command.getParent() == null
        ? CommandGroup.allNames().toList()
        : command.getSubcommands().keySet();
  }

  private String seeHelp() {
    return "run '" + path + " --help'";
  }
}
