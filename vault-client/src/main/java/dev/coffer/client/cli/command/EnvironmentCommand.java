package dev.coffer.client.cli.command;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** A command on one environment of the folder's vault. */
public abstract class EnvironmentCommand extends CliCommand {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The environment or an alias of it; 'default' when left out.")
  private String env;

  private EnvironmentName environment;

  protected EnvironmentCommand(Shell shell) {
    super(shell);
  }

  /** With {@code --env} given already; everything else is as when it is left out. */
  protected EnvironmentCommand(Shell shell, String env) {
    super(shell);
    this.env = env;
  }

  /** The environment that {@code --env} means: its name, or what the project's alias stands for. */
  protected final EnvironmentName environment() {
    try {
      if (environment == null) {
        environment = workspace().environments().canonical(env);
      }
      return environment;
    } catch (Malformed e) {
      throw new ClientException.Usage(e.getMessage(), null);
    }
  }

  protected final VaultId vault() {
    return workspace().requireProject().vault();
  }

  /** That environment, after those that it inherits from. */
  protected final List<EnvironmentName> lineage() {
    return workspace().environments().lineage(environment());
  }

  /** The variables of the environment as they are on this machine, inherited ones included. */
  protected final SortedMap<String, String> variables() {
    VaultId vault = vault();
    return workspace().vaults().read(vault).working().layered(lineage());
  }

  /** Changes the local copy; what an environment inherits is not its own to change. */
  protected final void edit(UnaryOperator<VaultContents> change) {
    VaultId vault = vault();
    workspace().vaults().update(vault, local -> local.editing(change.apply(local.working())));
  }
}
