package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer set KEY}. */
@Command(
    name = "set",
    description = "Set one variable; the value comes from standard input or a hidden prompt.",
    footer = {"  coffer set API_KEY", "  coffer set API_KEY --env staging < key.txt"})
public final class SetCommand extends EnvironmentCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  @Parameters(
      paramLabel = "KEY[=VALUE]",
      description = "A value here ends up in the shell's history.")
  private String assignment;

  @Option(names = "--reveal", description = "Show the value while it is typed.")
  private boolean reveal;

  public SetCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    int equals = assignment.indexOf('=');
    String key = equals < 0 ? assignment : assignment.substring(0, equals);
    if (!NAME.matcher(key).matches()) {
      throw new ClientException.Usage(
          "a variable's name has letters, digits and the characters _ . -", null);
    }
    String value = equals < 0 ? ask(key) : fromArgument(assignment.substring(equals + 1));
    edit(contents -> contents.with(environment(), Map.of(key, value)));
    report(
        object("environment", environment().value(), "set", key),
        "set " + key + " (" + environment() + ")");
  }

  private String fromArgument(String value) {
    terminal()
        .warn("a value in the arguments stays in the shell's history; leave it out to be asked");
    return value;
  }

  private String ask(String key) {
    if (!terminal().isInteractive()) {
      return terminal().readAll();
    }
    return reveal
        ? terminal().ask("value of " + key + ":")
        : terminal().askHidden("value of " + key + ":", null);
  }
}
