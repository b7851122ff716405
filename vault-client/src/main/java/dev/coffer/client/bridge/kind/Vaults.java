package dev.coffer.client.bridge.kind;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.DeclaredVaults;
import dev.coffer.client.declaration.Place;
import dev.coffer.client.declaration.VaultLook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code vaults} in format coffer/1, without what is in them. */
final class Vaults implements Kind {
  private static final String NAME = "name";

  private final DeclaredVaults vaults;

  Vaults(Workspace workspace) {
    this.vaults = new DeclaredVaults(workspace);
  }

  @Override
  public String name() {
    return "vaults";
  }

  @Override
  public List<String> place() {
    return List.of("owner");
  }

  @Override
  public List<String> members() {
    return List.of(NAME);
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return vaults.all(Address.owner(place.get(0))).stream()
        .map(
            vault ->
                shown(
                    place.get(0),
                    vault.vaultId(),
                    Optional.ofNullable(vault.name()).orElse(vault.vaultId()),
                    vault.version()))
        .toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return vaults.look(vault(address)).map(look -> shown(address, look));
  }

  private static Place vault(Address address) {
    return Address.vault(address.place().get(0), address.id());
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    String called = wish.text(NAME).orElse(address.id());
    if (called.isBlank()) {
      throw Fields.malformed(NAME, "a vault's name is not empty");
    }
    Map<String, Object> after = shown(address.place().get(0), address.id(), called, null);
    Place place = vault(address);
    if (now.isEmpty()) {
      return Intent.of(Action.CREATE, after, () -> vaults.create(place, called));
    }
    if (called.equals(now.get().get(NAME))) {
      return Intent.none(now.get());
    }
    return Intent.of(Action.UPDATE, after, () -> vaults.rename(place, called));
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    Place place = vault(address);
    if (place.organisation().isEmpty()) {
      throw BridgeProblem.CONFLICT.because(
          "an account's own vault is never deleted; nothing was changed");
    }
    return Intent.gone(
        List.of("the vault goes from the server with its history, for every member"),
        Intent.silent(() -> vaults.unshare(place)));
  }

  private static Map<String, Object> shown(Address address, VaultLook look) {
    return shown(address.place().get(0), address.id(), look.name(), look.version());
  }

  /**
   * @param version null where it is not known before
   */
  private static Map<String, Object> shown(
      String owner, String id, String called, Integer version) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("owner", owner);
    shown.put(NAME, called);
    shown.put("version", version);
    return shown;
  }
}
