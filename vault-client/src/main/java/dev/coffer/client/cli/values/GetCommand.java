package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer get KEY}. */
@Command(
    name = "get",
    description = "Print the value of one variable.",
    footer = {"  coffer get API_KEY", "  coffer get API_KEY --env staging"})
public final class GetCommand extends EnvironmentCommand {
  @Parameters(paramLabel = "KEY", description = "The variable's name.")
  private String key;

  public GetCommand(Shell shell) {
    super(shell);
  }

  /** {@code get --env ENV KEY}, its arguments read already. */
  public GetCommand(Shell shell, String env, String key) {
    super(shell, env);
    this.key = key;
  }

  /** Taken because every other command has it: get prints the value with or without. */
  @Option(names = "--reveal", description = "Accepted; get always prints the value.")
  void reveal(boolean asked) {}

  @Override
  protected void run() {
    String value =
        Optional.ofNullable(variables().get(key))
            .orElseThrow(
                () ->
                    new ClientException.NotFound(
                        "environment '" + environment() + "' has no variable of this name",
                        "run 'coffer list' for the names"));
    if (json()) {
      terminal()
          .printJson(object("environment", environment().value(), "key", key, "value", value));
    } else {
      terminal().print(value);
    }
  }
}
