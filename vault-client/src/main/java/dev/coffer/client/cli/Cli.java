package dev.coffer.client.cli;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.protocol.Malformed;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command and turns how it ends into an exit code. */
public final class Cli {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private final Terminal terminal;
  private final Surroundings surroundings;

  public Cli(Terminal terminal, Surroundings surroundings) {
    this.terminal = terminal;
    this.surroundings = surroundings;
  }

  /** The command line of this process: its streams, environment and folder. */
  public static Cli ofProcess() {
    Terminal terminal = Terminal.ofProcess();
    return new Cli(terminal, Surroundings.ofProcess(terminal::warn));
  }

  /** Runs {@code args}; answers the exit code that docs/cli.md gives. */
  public int run(String... args) {
    try {
      return execute(args);
    } catch (ClientException e) {
      return failed(e.getMessage(), e.hint(), e.exitCode());
    } catch (Malformed e) {
      return failed(e.getMessage(), Optional.empty(), USAGE);
    } catch (RuntimeException e) {
      // The message may hold anything, so only its kind is shown.
      return failed(
          "unexpected failure: " + e.getClass().getName(),
          Optional.of("this is a fault of coffer; nothing more was done"),
          FAILURE);
    }
  }

  private int execute(String... words) {
    Shell shell = new Shell(terminal, new Workspace(surroundings));
    Commands commands = new Commands(shell);
    if (words.length > 0 && words[0].equals("help")) {
      return help(Words.named(commands, Words.withoutOptions(Words.after(1, words))));
    }
    String[] args = Words.sharedOptionsLast(commands, words);
    Optional<CliCommand> plain = PlainCalls.read(shell, args);
    if (plain.isPresent()) {
      return plain.get().call();
    }
    CommandLine root = commands.commandLine(args);
    ParseResult parsed;
    try {
      parsed = root.parseArgs(args);
    } catch (ParameterException e) {
      throw Misuse.of(e);
    }
    CommandLine chosen = deepest(parsed);
    if (chosen.isUsageHelpRequested()) {
      Misuse.requireNoUnknownCommand(chosen);
      return help(chosen);
    }
    if (chosen.isVersionHelpRequested()) {
      terminal.print("coffer " + version());
      return 0;
    }
    if (chosen.getCommand() instanceof CliCommand command) {
      return command.call();
    }
    return failed(
        "a command is missing",
        Optional.of("run '" + chosen.getCommandSpec().qualifiedName() + " --help'"),
        USAGE);
  }

  private int help(CommandLine command) {
    terminal.printRaw(command.getUsageMessage(terminal.hasColours() ? Ansi.ON : Ansi.OFF));
    return 0;
  }

  private static CommandLine deepest(ParseResult parsed) {
    ParseResult at = parsed;
    while (at.hasSubcommand()) {
      at = at.subcommand();
    }
    return at.commandSpec().commandLine();
  }

  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  private int failed(String what, Optional<String> hint, int exitCode) {
    terminal.fail(what);
    hint.ifPresent(text -> terminal.say("hint: " + text));
    return exitCode;
  }
}
