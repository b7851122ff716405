package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Contents that are to be the next version.
 *
 * @param contents of all environments
 * @param only the one environment to take from them, all others staying as they are; empty for all
 * @param discard gives up local edits of what is replaced
 */
public record Replacement(VaultContents contents, Optional<EnvironmentName> only, boolean discard) {

  /** The next version after one with {@code head}. */
  public VaultContents of(VaultContents head) {
    return only.map(environment -> head.replacing(environment, contents.of(environment)))
        .orElse(contents);
  }

  /**
   * Returns when nothing is in the way.
   *
   * @throws ClientException.Conflict when {@code local} is not at version {@code head}, or has
   *     edits of what is replaced that are not given up
   */
  public void requireReady(LocalVault local, int head) {
    if (local.version() != head) {
      throw behind(
          "this machine has version " + local.version() + ", the server has version " + head);
    }
    List<KeyChange> lost = local.edits().stream().filter(this::covers).toList();
    if (!lost.isEmpty() && !discard) {
      String keys = lost.stream().map(KeyChange::label).collect(Collectors.joining(", "));
      throw new ClientException.Conflict(
          "that would overwrite local edits of " + keys,
          "nothing was changed; push them first, or give them up with --discard");
    }
  }

  static ClientException behind(String versions) {
    return new ClientException.Conflict(
        versions, "nothing was changed; run 'coffer pull', then again");
  }

  /** The working copy afterwards: the next version with the edits that are not replaced. */
  VaultContents working(LocalVault local) {
    List<KeyChange> kept = local.edits().stream().filter(edit -> !covers(edit)).toList();
    return of(local.base()).applying(kept);
  }

  private boolean covers(KeyChange change) {
    return only.map(environment -> environment.value().equals(change.environment())).orElse(true);
  }

  @Override
  public String toString() {
    return "Replacement[" + only.map(EnvironmentName::value).orElse("all environments") + "]";
  }
}
