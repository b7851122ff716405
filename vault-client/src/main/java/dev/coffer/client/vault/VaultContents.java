package dev.coffer.client.vault;

import dev.coffer.protocol.EnvironmentName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of every environment in the clear. Immutable; an environment without variables is
 * no environment.
 */
public record VaultContents(SortedMap<String, SortedMap<String, String>> environments) {
  public static final VaultContents EMPTY = new VaultContents(new TreeMap<>());

  public VaultContents {
    SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
    environments.forEach(
        (name, variables) -> {
          if (!variables.isEmpty()) {
            copy.put(
                new EnvironmentName(name).value(),
                Collections.unmodifiableSortedMap(new TreeMap<>(variables)));
          }
        });
    environments = Collections.unmodifiableSortedMap(copy);
  }

  /** The variables of one environment, empty when there is none of that name. */
  public SortedMap<String, String> of(EnvironmentName environment) {
    return environments.getOrDefault(environment.value(), new TreeMap<>());
  }

  /** The variables of all of {@code lineage} together; for one name a later environment wins. */
  public SortedMap<String, String> layered(List<EnvironmentName> lineage) {
    SortedMap<String, String> variables = new TreeMap<>();
    lineage.forEach(environment -> variables.putAll(of(environment)));
    return variables;
  }

  /** With {@code variables} set, each replacing an equal name's. */
  public VaultContents with(EnvironmentName environment, Map<String, String> variables) {
    SortedMap<String, String> changed = new TreeMap<>(of(environment));
    changed.putAll(variables);
    return replacing(environment, changed);
  }

  /** With what each of {@code changes} leaves of its variable, whatever it was before. */
  public VaultContents with(List<KeyChange> changes) {
    SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>();
    environments.forEach((name, variables) -> changed.put(name, new TreeMap<>(variables)));
    for (KeyChange change : changes) {
      SortedMap<String, String> variables =
          changed.computeIfAbsent(change.environment(), name -> new TreeMap<>());
      if (change.after() == null) {
        variables.remove(change.key());
      } else {
        variables.put(change.key(), change.after());
      }
    }
    return new VaultContents(changed);
  }

  public VaultContents without(EnvironmentName environment, Set<String> keys) {
    SortedMap<String, String> changed = new TreeMap<>(of(environment));
    changed.keySet().removeAll(keys);
    return replacing(environment, changed);
  }

  /** With {@code variables} as all that {@code environment} has. */
  public VaultContents replacing(EnvironmentName environment, SortedMap<String, String> variables) {
    SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>(environments);
    changed.put(environment.value(), variables);
    return new VaultContents(changed);
  }

  /** With every one of {@code changes} made, whatever the variable was before. */
  public VaultContents applying(List<KeyChange> changes) {
    VaultContents changed = this;
    for (KeyChange change : changes) {
      EnvironmentName environment = new EnvironmentName(change.environment());
      changed =
          change.after() == null
              ? changed.without(environment, Set.of(change.key()))
              : changed.with(environment, Map.of(change.key(), change.after()));
    }
    return changed;
  }

  public boolean isEmpty() {
    return environments.isEmpty();
  }

  /** How many variables there are in all environments. */
  public int size() {
    return environments.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public String toString() {
    return "VaultContents[" + size() + " variables]";
  }
}
