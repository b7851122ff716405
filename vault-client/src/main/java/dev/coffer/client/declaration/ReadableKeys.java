package dev.coffer.client.declaration;

import dev.coffer.client.Workspace;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes readable for somebody who could not read it, as a number.
 *
 * @param keys how many variables the environment has in the vault's newest version
 */
public record ReadableKeys(String vault, String environment, int keys) {

  /** What {@code environments} have in {@code contents}, also those that have nothing. */
  static List<ReadableKeys> of(
      VaultId vault, VaultContents contents, List<EnvironmentName> environments) {
    return environments.stream()
        .map(name -> new ReadableKeys(vault.value(), name.value(), contents.of(name).size()))
        .toList();
  }

  /**
   * What a member of {@code organisation} who had {@code before} can read with {@code after}, in
   * every vault that the organisation has now.
   */
  public static List<ReadableKeys> gained(
      Workspace workspace, String organisation, Reach before, Reach after) {
    if (!after.readsAny()) {
      return List.of();
    }
    DeclaredVaults vaults = new DeclaredVaults(workspace);
    List<ReadableKeys> gained = new ArrayList<>();
    Optional<String> owner = Optional.of(organisation);
    for (VaultSummary summary : vaults.all(owner)) {
      Place place = new Place(owner, new VaultId(summary.vaultId()));
      vaults
          .find(place)
          .map(head -> gained(place.vault(), head.version().contents(), before, after))
          .ifPresent(gained::addAll);
    }
    return List.copyOf(gained);
  }

  private static List<ReadableKeys> gained(
      VaultId vault, VaultContents contents, Reach before, Reach after) {
    List<EnvironmentName> opened =
        contents.environments().keySet().stream()
            .map(EnvironmentName::new)
            .filter(name -> after.reads(name) && !before.reads(name))
            .toList();
    return of(vault, contents, opened);
  }
}
