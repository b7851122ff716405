package dev.coffer.client.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One variable that differs between two contents.
 *
 * @param before its value in the first; null when it was added
 * @param after its value in the second; null when it was removed
 */
public record KeyChange(String environment, String key, String before, String after) {

  /** What turns {@code from} into {@code to}, sorted by environment and key. */
  public static List<KeyChange> between(VaultContents from, VaultContents to) {
    List<KeyChange> changes = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(from.environments().keySet());
    names.addAll(to.environments().keySet());
    for (String name : names) {
      SortedMap<String, String> before = variables(from, name);
      SortedMap<String, String> after = variables(to, name);
      SortedSet<String> keys = new TreeSet<>(before.keySet());
      keys.addAll(after.keySet());
      keys.stream()
          .map(key -> new KeyChange(name, key, before.get(key), after.get(key)))
          .filter(KeyChange::differs)
          .forEach(changes::add);
    }
    return List.copyOf(changes);
  }

  private static SortedMap<String, String> variables(VaultContents contents, String environment) {
    return contents.environments().getOrDefault(environment, new TreeMap<>());
  }

  private boolean differs() {
    return before == null || !before.equals(after);
  }

  /** {@code added}, {@code removed} or {@code changed}. */
  public String kind() {
    if (before == null) {
      return "added";
    }
    return after == null ? "removed" : "changed";
  }

  /** {@code KEY} in the default environment, else {@code environment/KEY}. */
  public String label() {
    return environment.equals("default") ? key : environment + "/" + key;
  }

  @Override
  public String toString() {
    return "KeyChange[" + kind() + " " + label() + "]";
  }
}
