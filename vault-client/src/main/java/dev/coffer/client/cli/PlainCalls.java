package dev.coffer.client.cli;

import dev.coffer.client.cli.ci.OidcPullCommand;
import dev.coffer.client.cli.ci.OidcRunCommand;
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
    if (args.length > 1 && args[1].equals("--oidc")) {
      return inJob(shell, args);
    }
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
      return words(rest, 1).map(words -> new RunCommand(shell, env, words));
    }
    return Optional.empty();
  }

  /** {@code pull --oidc --env=E --output=F}, {@code run --oidc --env=E -- COMMAND…}. */
  private static Optional<CliCommand> inJob(Shell shell, String... args) {
    Optional<String> env = args.length > 3 ? value(ENV, args[2]) : Optional.empty();
    if (env.isEmpty()) {
      return Optional.empty();
    }
    if (args[0].equals("pull") && args.length == 4) {
      return value("--output", args[3])
          .map(output -> new OidcPullCommand(shell, env.get(), output));
    }
    if (args[0].equals("run") && args.length > 4 && args[3].equals(END_OF_OPTIONS)) {
      return words(args, 4).map(words -> new OidcRunCommand(shell, env.get(), words));
    }
    return Optional.empty();
  }

  /** The words of a command from {@code first} on, unless one may stand for others. */
  private static Optional<List<String>> words(String[] args, int first) {
    List<String> words = List.of(args).subList(first, args.length);
    return words.stream().noneMatch(word -> word.startsWith("@"))
        ? Optional.of(words)
        : Optional.empty();
  }

  /** The text behind {@code option=}. */
  private static Optional<String> value(String option, String word) {
    return Optional.of(word)
        .filter(text -> text.startsWith(option + "="))
        .map(text -> text.substring(option.length() + 1))
        .filter(text -> isWord(text) || text.equals("-"));
  }

  /** Options start with a hyphen, files of arguments with an at sign; quotes may be taken off. */
  private static boolean isWord(String text) {
    return !text.isEmpty() && "-@\"'".indexOf(text.charAt(0)) < 0;
  }
}
