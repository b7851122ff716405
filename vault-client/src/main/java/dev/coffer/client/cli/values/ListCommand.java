package dev.coffer.client.cli.values;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer list}. */
@Command(
    name = "list",
    description = "Print the names of the variables.",
    footer = {"  coffer list --env staging", "  coffer list --json"})
public final class ListCommand extends EnvironmentCommand {
  @Option(names = "--reveal", description = "Print the values as well.")
  private boolean reveal;

  public ListCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    SortedMap<String, String> variables = variables();
    if (json()) {
      List<String> keys = List.copyOf(variables.keySet());
      terminal()
          .printJson(
              reveal
                  ? object("environment", environment().value(), "variables", variables)
                  : object("environment", environment().value(), "keys", keys));
      return;
    }
    if (reveal) {
      variables.forEach((key, value) -> terminal().print(key + "=" + value));
    } else {
      variables.keySet().forEach(terminal()::printPlain);
    }
    if (variables.isEmpty()) {
      terminal().say("environment '" + environment() + "' has no variables");
    }
  }
}
