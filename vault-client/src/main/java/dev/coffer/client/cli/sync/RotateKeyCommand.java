package dev.coffer.client.cli.sync;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.sync.SyncOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coffer rotate-key}. */
@Command(
    name = "rotate-key",
    description = "Seal everything again under a fresh key for the devices approved now.",
    footer = "  coffer rotate-key")
public final class RotateKeyCommand extends CliCommand {
  @Mixin private OrganisationOption organisation;

  public RotateKeyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    SyncOutcome outcome =
        terminal()
            .progress(
                "rotating the key",
                () -> workspace().sync(new Workspace.NoLegacyKey()).rotateKey());
    report(Shapes.outcome(outcome), "the key was rotated with version " + outcome.version());
  }
}
