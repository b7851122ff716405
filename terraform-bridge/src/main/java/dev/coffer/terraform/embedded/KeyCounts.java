package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.HeadChanges.Head;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** How many variables there are where. Names and values are opened and let go of again. */
final class KeyCounts {
  private KeyCounts() {}

  /** By environment. */
  static SortedMap<String, Integer> of(Head head) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    head.version()
        .contents()
        .environments()
        .forEach((name, variables) -> counts.put(name, variables.size()));
    return counts;
  }

  /**
   * Those of all vaults of an organisation.
   *
   * @param counts by vault and environment
   * @param unopened how many vaults more this device cannot open
   */
  record OfAll(SortedMap<String, SortedMap<String, Integer>> counts, int unopened) {

    /** What {@code reach} lets somebody read, by {@code VAULT/ENVIRONMENT}. */
    SortedMap<String, Integer> within(Reach reach) {
      SortedMap<String, Integer> within = new TreeMap<>();
      counts.forEach(
          (vault, environments) ->
              environments.forEach(
                  (name, count) -> {
                    if (reach.reads(new EnvironmentName(name))) {
                      within.put(vault + "/" + name, count);
                    }
                  }));
      return within;
    }
  }

  static OfAll of(Workspace workspace, String organisation) {
    UUID id = Client.organisation(workspace, organisation).id();
    VaultRemote remote = workspace.remote().vaultsOf(id);
    Function<VaultId, HeadChanges> heads = workspace.heads(Optional.of(id));
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    int unopened = 0;
    for (VaultSummary vault : remote.vaults().vaults()) {
      Optional<Head> head =
          PayloadFormat.COFFER_1.wireName().equals(vault.format())
              ? opened(heads.apply(new VaultId(vault.vaultId())))
              : Optional.empty();
      head.ifPresent(found -> counts.put(vault.vaultId(), of(found)));
      unopened += head.isPresent() ? 0 : 1;
    }
    return new OfAll(counts, unopened);
  }

  /** A vault that this device may not open is no reason to count none. */
  private static Optional<Head> opened(HeadChanges vault) {
    try {
      return vault.newest();
    } catch (ClientException.Refused | ClientException.Tampered e) {
      return Optional.empty();
    }
  }
}
