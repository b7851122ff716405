package dev.coffer.client.cli.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Organisation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer unshare}. */
@Command(
    name = "unshare",
    description = "Take this folder's vault out of its organisation, with its history.",
    footer = "  coffer unshare --yes")
public final class UnshareCommand extends CliCommand {
  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  public UnshareCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Organisation organisation = workspace().shared().requireOrganisation();
    if (!yes
        && !terminal()
            .confirms(
                "Delete the vault and its history from the organisation, for all members?",
                "give --yes; nothing was changed")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
    terminal()
        .progress(
            "unsharing",
            () -> {
              workspace().shared().unshare(organisation);
              return null;
            });
    report(
        object("status", "unshared", "organisation", organisation.id().toString()),
        "the vault is yours alone again; what its members had read, they may have kept:"
            + " replace the values, then 'coffer push'");
  }
}
