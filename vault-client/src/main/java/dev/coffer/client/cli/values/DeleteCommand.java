package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.vault.VaultContents;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coffer delete KEY…}. */
@Command(
    name = "delete",
    description = "Delete variables.",
    footer = {"  coffer delete OLD_KEY", "  coffer delete OLD_KEY OLDER_KEY --env staging"})
public final class DeleteCommand extends EnvironmentCommand {
  @Parameters(paramLabel = "KEY", arity = "1..*", description = "The variables' names.")
  private List<String> keys = List.of();

  public DeleteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    edit(this::deleted);
    report(
        object("environment", environment().value(), "deleted", keys),
        "deleted " + String.join(", ", keys) + " (" + environment() + ")");
  }

  private VaultContents deleted(VaultContents contents) {
    Set<String> present = contents.of(environment()).keySet();
    if (!present.containsAll(keys)) {
      throw new ClientException.NotFound(
          "environment '" + environment() + "' does not have all of these variables",
          variables().keySet().containsAll(keys)
              ? "nothing was deleted; it inherits them: delete them where they are set"
              : "nothing was deleted; run 'coffer list' for the names");
    }
    return contents.without(environment(), Set.copyOf(keys));
  }
}
