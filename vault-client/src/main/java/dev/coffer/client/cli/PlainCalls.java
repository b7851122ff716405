package dev.coffer.client.cli;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.run.RunCommand;
import dev.coffer.client.cli.values.GetCommand;
import dev.coffer.protocol.EnvironmentName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the calls that programs make all day, in their plainest form, to the same command that
 * picocli would fill: loading it takes longer than all the rest of such a call. Every other form,
 * and every mistake, is left to picocli.
 */
final class PlainCalls {
  private static final String ENV = "--env";
  private static final String END_OF_OPTIONS = "--";

  private PlainCalls() {}

  /** The command that {@code args} call, or empty when picocli has to look at them. */
  static Optional<CliCommand> read(Shell shell, String... args) {
    if (args.length >= 3 && args[1].equals(ENV) && isWord(args[2])) {
      return read(shell, args[0], args[2], Arrays.copyOfRange(args, 3, args.length));
    }
    return args.length == 0
        ? Optional.empty()
        : read(
            shell,
            args[0],
            EnvironmentName.DEFAULT.value(),
            Arrays.copyOfRange(args, 1, args.length));
  }

  private static Optional<CliCommand> read(Shell shell, String verb, String env, String... rest) {
    if (verb.equals("get") && rest.length == 1 && isWord(rest[0])) {
      return Optional.of(new GetCommand(shell, env, rest[0]));
    }
    if (verb.equals("run") && rest.length > 1 && rest[0].equals(END_OF_OPTIONS)) {
      List<String> words = List.of(rest).subList(1, rest.length);
      return words.stream().noneMatch(word -> word.startsWith("@"))
          ? Optional.of(new RunCommand(shell, env, words))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Options start with a hyphen, files of arguments with an at sign; quotes may be taken off. */
  private static boolean isWord(String text) {
    return !text.isEmpty() && "-@\"'".indexOf(text.charAt(0)) < 0;
  }
}
