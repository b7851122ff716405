package dev.coffer.client.bridge.kind;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.declaration.DeclaredVaults;
import dev.coffer.client.declaration.VaultLook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code environments} of a vault that have a variable: their names and how many keys they have,
 * and nothing that is in them.
 */
final class Environments implements Kind {
  private final DeclaredVaults vaults;

  Environments(Workspace workspace) {
    this.vaults = new DeclaredVaults(workspace);
  }

  @Override
  public String name() {
    return "environments";
  }

  @Override
  public List<String> place() {
    return List.of("owner", "vault");
  }

  @Override
  public Set<String> methods() {
    return Set.of("GET");
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return vaults
        .look(Address.vault(place))
        .map(VaultLook::keys)
        .orElseThrow(() -> BridgeProblem.NOT_FOUND.because("there is no such vault"))
        .entrySet()
        .stream()
        .map(environment -> shown(place, environment.getKey(), environment.getValue()))
        .toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return vaults
        .look(Address.vault(address.place()))
        .map(look -> look.keys().get(address.id()))
        .map(keys -> shown(address.place(), address.id(), keys));
  }

  private static Map<String, Object> shown(List<String> place, String name, int keys) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", name);
    shown.put("owner", place.get(0));
    shown.put("vault", place.get(1));
    shown.put("keys", keys);
    return shown;
  }
}
