package dev.coffer.client.cli.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.merge.ConflictOptions;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.client.sync.VaultSync;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer push}. */
@Command(
    name = "push",
    description = "Make the local edits the vault's next version.",
    footer = {"  coffer push", "  coffer push --rebase"})
public final class PushCommand extends CliCommand {
  @Option(
      names = "--rebase",
      description = "When the server has gone on: merge what it has, then push.")
  private boolean rebase;

  @Mixin private ConflictOptions conflicts;

  @Mixin private OrganisationOption organisation;

  public PushCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (conflicts.given() && !rebase) {
      throw new ClientException.Usage(
          "--ours, --theirs and --edit decide a merge, and a push alone merges nothing",
          "add --rebase");
    }
    VaultSync sync = workspace().sync(new Workspace.NoLegacyKey());
    SyncOutcome outcome = rebase ? rebased(sync) : pushed(sync);
    report(Shapes.outcome(outcome), Shapes.pushed(outcome));
  }

  private SyncOutcome pushed(VaultSync sync) {
    try {
      return terminal().progress("pushing", sync::push);
    } catch (ClientException.Behind e) {
      String question = e.getMessage() + ". Merge that, then push?";
      if (!asking() || !terminal().confirms(question, "give --rebase; nothing was pushed")) {
        throw e;
      }
      return rebased(sync);
    }
  }

  private SyncOutcome rebased(VaultSync sync) {
    Resolution resolution =
        conflicts.resolution(terminal(), workspace().surroundings().environment(), asking());
    return terminal().progress("pushing", () -> sync.pushRebasing(resolution));
  }

  private boolean asking() {
    return terminal().isInteractive() && !json();
  }
}
