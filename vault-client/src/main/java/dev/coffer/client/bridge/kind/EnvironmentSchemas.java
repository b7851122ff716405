package dev.coffer.client.bridge.kind;

import com.google.gson.Gson;
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
import dev.coffer.client.schema.EnvSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code environment-schemas}: the rules for a vault's variables, which are not encrypted. */
final class EnvironmentSchemas implements Kind {
  private static final String VARS = "vars";
  private static final String PLACE = "$";
  private static final Gson GSON = new Gson();

  private final DeclaredVaults vaults;

  EnvironmentSchemas(Workspace workspace) {
    this.vaults = new DeclaredVaults(workspace);
  }

  @Override
  public String name() {
    return "environment-schemas";
  }

  @Override
  public List<String> place() {
    return List.of("owner");
  }

  @Override
  public List<String> members() {
    return List.of(VARS);
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return vaults.all(Address.owner(place.get(0))).stream()
        .flatMap(vault -> find(new Address(place, vault.vaultId())).stream())
        .toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return vaults
        .look(vault(address))
        .flatMap(VaultLook::schema)
        .map(schema -> schema.get(VARS))
        .filter(rules -> rules instanceof Map<?, ?>)
        .map(rules -> (Map<?, ?>) rules)
        .filter(rules -> !rules.isEmpty())
        .map(rules -> shown(address, rules));
  }

  private static Place vault(Address address) {
    return Address.vault(address.place().get(0), address.id());
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    Map<String, Object> rules = wish.document(VARS);
    List<String> notes = checked(rules).notes();
    Place place = vault(address);
    requireThere(place);
    Map<String, Object> after = shown(address, rules);
    if (now.equals(Optional.of(after))) {
      return Intent.none(after);
    }
    return new Intent(
        now.isPresent() ? Action.UPDATE : Action.CREATE,
        Optional.of(after),
        List::of,
        notes,
        Intent.silent(() -> vaults.prescribe(place, Map.of(VARS, rules))));
  }

  private static EnvSchema checked(Map<String, Object> rules) {
    if (rules.isEmpty()) {
      throw Fields.malformed(VARS, "declares no variable: to have no rules, DELETE them");
    }
    return Fields.read(VARS, () -> EnvSchema.parse(GSON.toJsonTree(Map.of(VARS, rules)), PLACE));
  }

  private void requireThere(Place place) {
    if (vaults.look(place).isEmpty()) {
      throw BridgeProblem.CONFLICT.because(
          "there is no such vault yet; nothing was changed", "declare the vault first");
    }
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    Place place = vault(address);
    return Intent.gone(
        List.of(), Intent.silent(() -> vaults.prescribe(place, Map.of(VARS, Map.of()))));
  }

  /** Sorted, for the order in which rules are written says nothing. */
  private static Map<String, Object> shown(Address address, Map<?, ?> rules) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", address.id());
    shown.put("owner", address.place().get(0));
    shown.put(VARS, sorted(rules));
    return shown;
  }

  private static Map<String, Object> sorted(Map<?, ?> members) {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach(
        (name, value) ->
            sorted.put((String) name, value instanceof Map<?, ?> below ? sorted(below) : value));
    return sorted;
  }
}
