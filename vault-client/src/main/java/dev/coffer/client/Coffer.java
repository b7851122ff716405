package dev.coffer.client;

import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The variables of one environment for a Java application, from this machine's sealed copy: no
 * network is used. Immutable and safe for several threads.
 */
public final class Coffer {
  private final SortedMap<String, String> variables;

  private Coffer(SortedMap<String, String> variables) {
    this.variables = variables;
  }

  /**
   * The environment {@code default} of the current folder's vault.
   *
   * @throws ClientException.Usage when the folder belongs to no vault
   * @throws ClientException.NotFound when the vault was never pulled here and nothing was set
   * @throws ClientException.LocalStore when the local copy is damaged
   */
  public static Coffer load() {
    return load(EnvironmentName.DEFAULT.value());
  }

  /** As {@link #load()} for another environment. */
  public static Coffer load(String environment) {
    return load(Surroundings.ofProcess(warning -> {}), new EnvironmentName(environment));
  }

  static Coffer load(Surroundings surroundings, EnvironmentName environment) {
    Workspace workspace = new Workspace(surroundings);
    VaultId vault = workspace.requireProject().vault();
    VaultContents contents =
        workspace
            .vaults()
            .find(vault)
            .map(LocalVault::working)
            .orElseThrow(
                () ->
                    new ClientException.NotFound(
                        "this machine has no copy of vault " + vault, "run 'coffer pull'"));
    return new Coffer(contents.of(environment));
  }

  /** The value of {@code key}, if the environment has it. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(variables.get(key));
  }

  /**
   * The value of {@code key}.
   *
   * @throws ClientException.NotFound naming the key when the environment lacks it
   */
  public String require(String key) {
    return find(key)
        .orElseThrow(() -> new ClientException.NotFound("there is no variable " + key, null));
  }

  /** All variables, sorted, not modifiable. */
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public String toString() {
    return "Coffer[" + variables.size() + " variables]";
  }
}
