package dev.coffer.terraform.embedded;

import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.DeclaredVaults;
import dev.coffer.client.declaration.Place;
import dev.coffer.client.declaration.VaultLook;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.walk.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Vaults by the client library. */
final class EmbeddedVaults implements Vaults {
  private final Client client;
  private final Seen<VaultPlace, Optional<VaultLook>> seen;

  EmbeddedVaults(Client client) {
    this.client = client;
    this.seen = client.seen();
  }

  @Override
  public Optional<Vault> find(VaultPlace place) {
    return look(place).map(EmbeddedVaults::vault);
  }

  /** How many variables each environment of a vault has; empty where there is no vault. */
  Optional<SortedMap<String, Integer>> keys(VaultPlace place) {
    return look(place).map(VaultLook::keys);
  }

  private Optional<VaultLook> look(VaultPlace place) {
    return seen.get(
        place,
        () -> client.find(workspace -> new DeclaredVaults(workspace).look(Client.place(place))));
  }

  private static Vault vault(VaultLook look) {
    return new Vault(
        look.name(), look.version(), new TreeSet<>(look.keys().keySet()), look.schema());
  }

  @Override
  public Vault create(VaultPlace place, Optional<String> name) {
    return change(place, (vaults, where) -> vaults.create(where, name.orElse(place.vault())));
  }

  @Override
  public Vault rename(VaultPlace place, String name) {
    return change(place, (vaults, where) -> vaults.rename(where, name));
  }

  @Override
  public Vault describe(VaultPlace place, Map<String, Object> schema) {
    return change(place, (vaults, where) -> vaults.prescribe(where, schema));
  }

  private Vault change(VaultPlace place, BiFunction<DeclaredVaults, Place, VaultLook> act) {
    return vault(
        client.change(workspace -> act.apply(new DeclaredVaults(workspace), Client.place(place))));
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
