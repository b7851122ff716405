package dev.coffer.terraform.bridged;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.walk.Seen;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Vaults by the bridge. */
final class BridgedVaults implements Vaults {
  private static final String VAULTS = "vaults";
  private static final String RULES = "environment-schemas";
  private static final String ENVIRONMENTS = "environments";
  private static final String VARS = "vars";
  private static final Gson GSON = new Gson();

  private final Bridge bridge;
  private final Seen<VaultPlace, Optional<Vault>> seen;
  private final Seen<VaultPlace, Optional<SortedMap<String, Integer>>> counts;

  BridgedVaults(Bridge bridge) {
    this.bridge = bridge;
    this.seen = bridge.seen();
    this.counts = bridge.seen();
  }

  @Override
  public Optional<Vault> find(VaultPlace place) {
    return seen.get(place, () -> bridge.find(vault(place)).map(shown -> vault(place, shown)));
  }

  private static Route vault(VaultPlace place) {
    return Route.ofVault(VAULTS, place);
  }

  private Vault vault(VaultPlace place, Shown shown) {
    return new Vault(
        shown.required("name"),
        shown.number("version"),
        new TreeSet<>(keys(place).map(Map::keySet).orElseGet(TreeSet::new)),
        bridge.find(rules(place)).flatMap(BridgedVaults::rules));
  }

  private static Route rules(VaultPlace place) {
    return Route.ofVault(RULES, place);
  }

  private static Optional<Map<String, Object>> rules(Shown shown) {
    return shown
        .object(VARS)
        .map(vars -> Map.of(VARS, GSON.fromJson(vars, new TypeToken<Map<String, Object>>() {})));
  }

  /** How many variables each environment of a vault has; empty where there is no vault. */
  Optional<SortedMap<String, Integer>> keys(VaultPlace place) {
    return counts.get(place, () -> count(place));
  }

  private Optional<SortedMap<String, Integer>> count(VaultPlace place) {
    return bridge
        .list(Route.ofVault(ENVIRONMENTS, place))
        .map(
            environments -> {
              SortedMap<String, Integer> keys = new TreeMap<>();
              environments.forEach(one -> keys.put(one.required("id"), one.number("keys")));
              return keys;
            });
  }

  /** The very same, still empty, is what an apply that was interrupted has left. */
  @Override
  public Vault create(VaultPlace place, Optional<String> name) {
    String called = name.orElse(place.vault());
    try {
      return vault(place, bridge.create(vault(place), Map.of("name", called)));
    } catch (Declined e) {
      if (e.reason() != Reason.CONFLICT) {
        throw e;
      }
      return find(place)
          .filter(there -> isAsBegun(there, called))
          .orElseThrow(() -> isThere(place));
    }
  }

  private static boolean isAsBegun(Vault there, String called) {
    return there.version() == 1
        && there.environments().isEmpty()
        && there.schema().isEmpty()
        && there.name().equals(called);
  }

  private static Declined isThere(VaultPlace place) {
    return new Declined(
        Reason.CONFLICT,
        "there is a vault " + place + " already",
        "take it over: terraform import ADDRESS " + place.text());
  }

  @Override
  public Vault rename(VaultPlace place, String name) {
    return vault(place, bridge.put(vault(place), Map.of("name", name)));
  }

  @Override
  public Vault describe(VaultPlace place, Map<String, Object> schema) {
    if (schema.get(VARS) instanceof Map<?, ?> vars && !vars.isEmpty()) {
      bridge.put(rules(place), Map.of(VARS, vars));
    } else {
      bridge.delete(rules(place));
    }
    return find(place)
        .orElseThrow(
            () ->
                new Declined(
                    Reason.NOT_FOUND, "there is no vault " + place, "declare the vault first"));
  }

  @Override
  public Removal remove(VaultPlace place) {
    if (place.organisation().isEmpty()) {
      return Removal.STAYS;
    }
    bridge.delete(vault(place));
    return Removal.GONE;
  }
}
