package dev.coffer.client.cli.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.sync.Shapes;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Rollback;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.protocol.EnvironmentName;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer rollback}. */
@Command(
    name = "rollback",
    description = "Make an older version's variables the next version; asks first.",
    footer = {"  coffer rollback 12", "  coffer rollback '2 days ago' --env staging"})
public final class RollbackCommand extends CliCommand {
  @Parameters(
      paramLabel = "VERSION",
      description = "A number, ~1, '2 days ago', yesterday or a time.")
  private String revision;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "This environment only; the others stay as they are.")
  private String env;

  @Option(names = "--discard", description = "Give up local edits that are in the way.")
  private boolean discard;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  public RollbackCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Revision wanted = Revision.parse(revision, workspace().now());
    Optional<EnvironmentName> only =
        Optional.ofNullable(env).map(workspace().environments()::canonical);
    Rollback rollback =
        terminal()
            .progress(
                "reading the history", () -> workspace().history().rollback(wanted, only, discard));
    if (!rollback.changes().isEmpty()) {
      requireConsent(rollback);
    }
    SyncOutcome outcome =
        terminal()
            .progress(
                "rolling back",
                () ->
                    workspace().sync(new Workspace.NoLegacyKey()).replace(rollback.replacement()));
    report(outcome, rollback.target().version());
  }

  private void requireConsent(Rollback rollback) {
    if (yes) {
      return;
    }
    terminal().say("rolling back to " + Stamps.sentence(rollback.target()) + " changes:");
    rollback.changes().forEach(change -> terminal().say("  " + Shapes.line(change, false)));
    if (!terminal().confirms("Make that the next version?", "give --yes; nothing was changed")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
  }

  private void report(SyncOutcome outcome, int target) {
    Map<String, Object> object = Shapes.outcome(outcome);
    object.put("to", target);
    report(
        object,
        outcome.status().equals("unchanged")
            ? "nothing to roll back: it is all as in version " + target
            : "version "
                + outcome.version()
                + " is as version "
                + target
                + (env == null ? "" : " in environment '" + env + "'")
                + " ("
                + count(outcome.changes().size(), "change")
                + ")");
  }
}
