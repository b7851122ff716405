package dev.coffer.client.cli.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.merge.ConflictOptions;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.LpmRules;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.VaultContents;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer pull}. */
@Command(
    name = "pull",
    description = "Merge the server's newest version into the local copy.",
    footer = {"  coffer pull", "  coffer pull --theirs"})
public final class PullCommand extends CliCommand {
  @Option(names = "--discard", description = "Give up local edits instead of merging; asks first.")
  private boolean discard;

  @Option(names = "--yes", description = "With --discard or --allow-legacy-key: do not ask.")
  private boolean yes;

  @Option(
      names = "--allow-legacy-key",
      description = "Open a vault of an old lpm release with the key its server knows, this once.")
  private boolean legacy;

  @Option(names = "--oidc", description = "In a CI job: see 'coffer pull --oidc --help'.")
  @SuppressWarnings("UnusedVariable") // with it another command is made
  private boolean oidc;

  @Mixin private ConflictOptions conflicts;

  @Mixin private OrganisationOption organisation;

  public PullCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (conflicts.given() && discard) {
      throw new ClientException.Usage(
          "--discard gives up all local edits, so there is no conflict to decide", null);
    }
    if (discard && !yes && hasEdits() && !consents("Give up all local edits?")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
    VaultSync sync = workspace().sync(new Legacy());
    boolean asking = terminal().isInteractive() && !json();
    Resolution resolution =
        conflicts.resolution(terminal(), workspace().surroundings().environment(), asking);
    SyncOutcome outcome =
        terminal().progress("pulling", () -> discard ? sync.discard() : sync.pull(resolution));
    workspace().shared().shareWithNewDevices();
    report(Shapes.outcome(outcome), Shapes.pulled(outcome));
  }

  private boolean consents(String question) {
    return terminal().confirms(question, "give --yes; nothing was changed");
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
      return yes || consents("Take it over?");
    }
  }
}
