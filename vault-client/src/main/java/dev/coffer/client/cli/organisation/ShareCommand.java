package dev.coffer.client.cli.organisation;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.sync.SyncOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer share}. */
@Command(
    name = "share",
    description = "Make this folder's vault an organisation's, open to its members.",
    footer = "  coffer share --org acme")
public final class ShareCommand extends CliCommand {
  @Option(names = "--org", paramLabel = "NAME", required = true, description = "The organisation.")
  private String organisation;

  public ShareCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Organisation found = workspace().shared().organisations().find(organisation);
    TrustedMembership chain = workspace().shared().introduce(found);
    SyncOutcome outcome = terminal().progress("sharing", () -> workspace().shared().share(found));
    int devices = chain.membership().approved().size();
    report(
        object(
            "status",
            "shared",
            "organisation",
            found.id().toString(),
            "version",
            outcome.version(),
            "devices",
            devices),
        "shared with "
            + chain.membership().name()
            + " as version "
            + outcome.version()
            + ", for "
            + count(devices, "device")
            + " of its members; commit coffer.json, so that their checkouts find it");
  }
}
