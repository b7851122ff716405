package dev.coffer.client.cli.sync;

import dev.coffer.client.account.SavedSession;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.LocalVault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coffer status}. */
@Command(
    name = "status",
    description = "Show vault, version and local edits; asks no server.",
    footer = {"  coffer status", "  coffer status --json"})
public final class StatusCommand extends CliCommand {
  @Mixin private OrganisationOption organisation;

  public StatusCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    ProjectFile project = workspace().requireProject();
    LocalVault local = workspace().vaults().read(project.vault());
    Optional<SavedSession> session = workspace().savedSession();
    if (json()) {
      terminal()
          .printJson(
              object(
                  "vault", project.vault().value(),
                  "format", project.format().wireName(),
                  "version", local.version(),
                  "edits", Shapes.changes(local.edits(), false),
                  "unansweredPush", local.pending() != null,
                  "account", session.map(SavedSession::account).orElse(null),
                  "server", session.map(SavedSession::server).orElse(null),
                  "signedIn", session.map(SavedSession::token).isPresent(),
                  "offline", workspace().isOffline()));
      return;
    }
    terminal().print("vault     " + project.vault() + " (" + project.format().wireName() + ")");
    terminal().print("version   " + local.version());
    terminal().print("edits     " + local.edits().size());
    local.edits().forEach(edit -> terminal().print("  " + Shapes.line(edit, false)));
    terminal()
        .print(
            "account   "
                + session.map(s -> s.account() + " on " + s.server()).orElse("nobody signed in"));
    if (workspace().isOffline()) {
      terminal().print("offline   no server is asked");
    }
  }
}
