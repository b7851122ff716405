package dev.coffer.client.cli.sync;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.sync.SyncOutcome;
import picocli.CommandLine.Command;

/** {@code coffer push}. */
@Command(name = "push", description = "Make the local edits the vault's next version.")
public final class PushCommand extends CliCommand {
  public PushCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    SyncOutcome outcome =
        terminal().progress("pushing", () -> workspace().sync(new Workspace.NoLegacyKey()).push());
    String sentence =
        switch (outcome.status()) {
          case "unchanged" -> "nothing to push; version " + outcome.version();
          case "recovered" -> "an earlier push had arrived as version " + outcome.version();
          default ->
              "pushed version "
                  + outcome.version()
                  + " ("
                  + count(outcome.changes().size(), "change")
                  + ")";
        };
    report(Shapes.outcome(outcome), sentence);
  }
}
