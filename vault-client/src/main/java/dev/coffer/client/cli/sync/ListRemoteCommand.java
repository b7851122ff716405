package dev.coffer.client.cli.sync;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coffer list-remote}. */
@Command(
    name = "list-remote",
    description = "List the vaults of the account, or of an organisation.",
    footer = "  coffer list-remote")
public final class ListRemoteCommand extends CliCommand {
  @Mixin private OrganisationOption organisation;

  public ListRemoteCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    List<VaultSummary> vaults =
        terminal().progress("asking the server", () -> workspace().vaultRemote().vaults().vaults());
    if (json()) {
      terminal()
          .printJson(object("vaults", vaults.stream().map(ListRemoteCommand::shape).toList()));
      return;
    }
    vaults.forEach(
        vault ->
            terminal()
                .printPlain(
                    vault.vaultId()
                        + "  version "
                        + vault.version()
                        + "  "
                        + vault.format()
                        + (vault.name() == null ? "" : "  " + vault.name())));
  }

  private static Map<String, Object> shape(VaultSummary vault) {
    return object(
        "vault", vault.vaultId(),
        "version", vault.version(),
        "format", vault.format(),
        "name", vault.name(),
        "updatedAt", vault.updatedAt() == null ? null : vault.updatedAt().toString());
  }
}
