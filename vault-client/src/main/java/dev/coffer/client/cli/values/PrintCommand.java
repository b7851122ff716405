package dev.coffer.client.cli.values;

import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.command.WritingCommand;
import picocli.CommandLine.Command;

/** {@code coffer print}. */
@Command(
    name = "print",
    description = "Print the variables with their values, as a dotenv file or in --format.",
    footer = {"  coffer print --format shell", "  coffer print --env staging --format json"})
public final class PrintCommand extends WritingCommand {
  public PrintCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    print(variables());
  }
}
