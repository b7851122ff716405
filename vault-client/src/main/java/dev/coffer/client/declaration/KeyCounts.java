package dev.coffer.client.declaration;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.HeadChanges.Head;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * How many variables there are where, in the newest version of every vault of an organisation.
 * Names and values are opened and let go of again.
 *
 * @param counts by vault and environment
 * @param unopened how many vaults more there are, which this device cannot open
 */
public record KeyCounts(SortedMap<String, SortedMap<String, Integer>> counts, int unopened) {
  private static final int FORBIDDEN = 403;

  /** Those of one version, by environment. */
  public static SortedMap<String, Integer> of(VaultContents contents) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    contents.environments().forEach((name, variables) -> counts.put(name, variables.size()));
    return counts;
  }

  /**
   * Those of {@code organisation}; who may read and write is verified once for all.
   *
   * @throws ClientException.NotFound when the account does not belong to it
   */
  public static KeyCounts of(Workspace workspace, String organisation) {
    UUID id = workspace.shared().organisations().find(organisation).id();
    VaultRemote remote = workspace.remote().vaultsOf(id);
    Function<VaultId, HeadChanges> heads = workspace.heads(Optional.of(id));
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    int unopened = 0;
    for (VaultSummary vault : remote.vaults().vaults()) {
      Optional<Head> head =
          PayloadFormat.COFFER_1.wireName().equals(vault.format())
              ? opened(heads.apply(new VaultId(vault.vaultId())))
              : Optional.empty();
      head.ifPresent(found -> counts.put(vault.vaultId(), of(found.version().contents())));
      unopened += head.isPresent() ? 0 : 1;
    }
    return new KeyCounts(counts, unopened);
  }

  /**
   * A vault that this device may not open is no reason to count none. One that was tampered with
   * is: whoever is about to give rights has to hear of it.
   */
  private static Optional<Head> opened(HeadChanges vault) {
    try {
      return vault.newest();
    } catch (ClientException.Refused e) {
      if (e.status() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What {@code reach} lets somebody read. */
  public List<ReadableKeys> readable(Reach reach) {
    return gained(Reach.NOTHING, reach);
  }

  /** What somebody who had {@code before} can read with {@code after} and could not. */
  public List<ReadableKeys> gained(Reach before, Reach after) {
    List<ReadableKeys> gained = new ArrayList<>();
    counts.forEach(
        (vault, environments) ->
            environments.forEach(
                (name, count) -> {
                  EnvironmentName environment = new EnvironmentName(name);
                  if (after.reads(environment) && !before.reads(environment)) {
                    gained.add(new ReadableKeys(vault, name, count));
                  }
                }));
    return List.copyOf(gained);
  }
}
