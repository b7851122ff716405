package dev.coffer.client.cli.command;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** A command on one environment of the folder's vault. */
public abstract class EnvironmentCommand extends CliCommand {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The environment; 'default' when left out.")
  private String env;

  protected EnvironmentCommand(Shell shell) {
    super(shell);
  }

  protected final EnvironmentName environment() {
    try {
      return new EnvironmentName(env);
    } catch (Malformed e) {
      throw new ClientException.Usage(e.getMessage(), null);
    }
  }

  protected final VaultId vault() {
    return workspace().requireProject().vault();
  }

  /** The variables of the environment as they are on this machine. */
  protected final SortedMap<String, String> variables() {
    VaultId vault = vault();
    return workspace().vaults().read(vault).working().of(environment());
  }

  /** Changes the local copy. */
  protected final void edit(UnaryOperator<VaultContents> change) {
    VaultId vault = vault();
    workspace().vaults().update(vault, local -> local.editing(change.apply(local.working())));
  }
}
