package dev.coffer.terraform.embedded;

import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.DeclaredVaults;
import dev.coffer.client.sync.HeadChanges.Head;
import dev.coffer.client.sync.VaultDescription;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.walk.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Vaults by the client library. */
final class EmbeddedVaults implements Vaults {
  private final Client client;
  private final Seen<VaultPlace, Optional<Look>> seen;

  EmbeddedVaults(Client client) {
    this.client = client;
    this.seen = client.seen();
  }

  /** What is kept of a look at a vault: no value. */
  private record Look(Vault vault, SortedMap<String, Integer> keys) {}

  @Override
  public Optional<Vault> find(VaultPlace place) {
    return look(place).map(Look::vault);
  }

  /** How many variables each environment of a vault has; empty where there is no vault. */
  Optional<SortedMap<String, Integer>> keys(VaultPlace place) {
    return look(place).map(Look::keys);
  }

  private Optional<Look> look(VaultPlace place) {
    return seen.get(
        place,
        () ->
            client.find(
                workspace ->
                    new DeclaredVaults(workspace)
                        .find(Client.place(place))
                        .map(head -> new Look(vault(place, head), KeyCounts.of(head)))));
  }

  private static Vault vault(VaultPlace place, Head head) {
    return new Vault(
        head.description().name().orElse(place.vault()),
        head.version().version(),
        new TreeSet<>(head.version().contents().environments().keySet()),
        head.description().schema());
  }

  @Override
  public Vault create(VaultPlace place, Optional<String> name) {
    return client.change(
        workspace ->
            vault(
                place,
                new DeclaredVaults(workspace)
                    .create(Client.place(place), name.orElse(place.vault()))));
  }

  @Override
  public Vault rename(VaultPlace place, String name) {
    return described(place, new VaultDescription(Optional.of(name), Optional.empty()));
  }

  @Override
  public Vault describe(VaultPlace place, Map<String, Object> schema) {
    return described(place, new VaultDescription(Optional.empty(), Optional.of(schema)));
  }

  private Vault described(VaultPlace place, VaultDescription description) {
    return client.change(
        workspace ->
            vault(place, new DeclaredVaults(workspace).describe(Client.place(place), description)));
  }

  @Override
  public Removal remove(VaultPlace place) {
    if (place.organisation().isEmpty()) {
      return Removal.STAYS;
    }
    Client.ifThere(() -> client.change(workspace -> unshared(workspace, place)));
    return Removal.GONE;
  }

  private static Optional<Removal> unshared(Workspace workspace, VaultPlace place) {
    new DeclaredVaults(workspace).unshare(Client.place(place));
    return Optional.of(Removal.GONE);
  }
}
