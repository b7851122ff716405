package dev.coffer.terraform.embedded;

import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.declaration.VaultLook;
import dev.coffer.client.sync.HeadChanges.Committed;
import dev.coffer.client.sync.VaultDescription;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.walk.Seen;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * What was seen of vaults: each is pulled and opened once for everybody who asks about it, and no
 * value is kept. What changes a vault's variables here is taken over into what was seen of it.
 */
final class VaultLooks {
  private final Client client;
  private final Seen<VaultPlace, Optional<Look>> vaults;
  private final Seen<String, KeyCounts> organisations;

  VaultLooks(Client client) {
    this.client = client;
    this.vaults = client.seen();
    this.organisations = client.seen();
  }

  /** What is kept of a look at a vault. */
  record Look(VaultLook vault, Commitments commitments) {
    static Look of(VaultPlace place, Committed found) {
      return new Look(VaultLook.of(Client.place(place), found.head()), found.commitments());
    }
  }

  /** The newest version; empty where there is no vault. */
  Optional<Look> find(VaultPlace place) {
    return vaults.get(place, () -> client.find(workspace -> look(workspace, place)));
  }

  private static Optional<Look> look(Workspace workspace, VaultPlace place) {
    return Client.head(workspace, place).committed().map(found -> Look.of(place, found));
  }

  /** How many variables each environment of a vault has; empty where there is no vault. */
  Optional<SortedMap<String, Integer>> keys(VaultPlace place) {
    return find(place).map(Look::vault).map(VaultLook::keys);
  }

  /** How many variables an organisation's vaults have. */
  KeyCounts counts(String organisation) {
    return organisations.get(
        organisation, () -> client.read(workspace -> KeyCounts.of(workspace, organisation)));
  }

  /** The vault by a change of its variables. */
  Look change(VaultPlace place, UnaryOperator<VaultContents> change) {
    return client.alone(
        workspace -> {
          try {
            Look look =
                Look.of(
                    place,
                    Client.head(workspace, place).change(change, VaultDescription.UNCHANGED).now());
            vaults.update(place, before -> Optional.of(look));
            forgetOthers(place);
            return look;
          } catch (RuntimeException e) {
            vaults.forget(place); // nobody knows what it is now
            forgetOthers(place);
            throw e;
          }
        });
  }

  /** The vault may be known by its organisation's name and by its id. */
  private void forgetOthers(VaultPlace changed) {
    vaults.forgetIf(place -> place.vault().equals(changed.vault()) && !place.equals(changed));
    organisations.forget();
  }
}
