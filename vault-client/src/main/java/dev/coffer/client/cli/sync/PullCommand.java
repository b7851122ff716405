package dev.coffer.client.cli.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.client.vault.VaultContents;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer pull}. */
@Command(name = "pull", description = "Replace the local copy by the server's newest version.")
public final class PullCommand extends CliCommand {
  @Option(names = "--discard", description = "Give up local edits; asks first.")
  private boolean discard;

  @Option(names = "--yes", description = "With --discard or --allow-legacy-key: do not ask.")
  private boolean yes;

  @Option(
      names = "--allow-legacy-key",
      description = "Open a vault of an old lpm release with the key its server knows, this once.")
  private boolean legacy;

  public PullCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    if (discard && !yes && hasEdits() && !terminal().confirms("Give up all local edits?")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
    SyncOutcome outcome =
        terminal().progress("pulling", () -> workspace().sync(new Legacy()).pull(discard));
    report(
        Shapes.outcome(outcome),
        outcome.status().equals("up_to_date")
            ? "up to date at version " + outcome.version()
            : "pulled version "
                + outcome.version()
                + " ("
                + count(outcome.changes().size(), "change")
                + ")");
  }

  private boolean hasEdits() {
    return !workspace().vaults().read(workspace().requireProject().vault()).edits().isEmpty();
  }

  /** Shows the names before anything is taken over. */
  private final class Legacy implements LpmRules.LegacyKey {
    @Override
    public Optional<LpmWrappingKey> key() {
      return legacy ? workspace().bearer().map(LpmWrappingKey::legacy) : Optional.empty();
    }

    @Override
    public boolean accepts(VaultContents contents) {
      terminal().warn("the server can read and forge a vault under this key; it holds:");
      contents
          .environments()
          .forEach((name, keys) -> keys.keySet().forEach(key -> terminal().say(name + "/" + key)));
      return yes || terminal().confirms("Take it over?");
    }
  }
}
