package dev.coffer.client;

import dev.coffer.client.project.ProjectEnvironments;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The variables of one environment for a Java application, from this machine's sealed copy: no
 * network is used.
 */
public final class Coffer {
  private Coffer() {}

  /**
   * The environment {@code default} of the current folder's vault, sorted and not modifiable.
   *
   * @throws ClientException.Usage when the folder belongs to no vault
   * @throws ClientException.NotFound when the vault was never pulled here and nothing was set
   * @throws ClientException.LocalStore when the local copy is damaged
   */
  public static Map<String, String> load() {
    return load(EnvironmentName.DEFAULT.value());
  }

  /**
   * As {@link #load()} for another environment, given by its name or an alias, with what it
   * inherits; one that does not exist is empty.
   */
  public static Map<String, String> load(String environment) {
    return load(Surroundings.ofProcess(warning -> {}), environment);
  }

  static Map<String, String> load(Surroundings surroundings, String environment) {
    Workspace workspace = new Workspace(surroundings);
    ProjectEnvironments environments = workspace.environments();
    List<EnvironmentName> lineage = environments.lineage(environments.canonical(environment));
    VaultId vault = workspace.requireProject().vault();
    return workspace
        .vaults()
        .find(vault)
        .map(local -> Collections.unmodifiableSortedMap(local.working().layered(lineage)))
        .orElseThrow(
            () ->
                new ClientException.NotFound(
                    "this machine has no copy of vault " + vault, "run 'coffer pull'"));
  }
}
