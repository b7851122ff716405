package dev.coffer.client.declaration;

import dev.coffer.client.sync.HeadChanges.Head;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told of a vault to who declares it: nothing that is in a variable.
 *
 * @param name what people call it
 * @param version its newest version
 * @param keys how many variables each environment has that has one
 * @param schema the rules for its variables, as docs/schema.md has them
 */
public record VaultLook(
    String name,
    int version,
    SortedMap<String, Integer> keys,
    Optional<Map<String, Object>> schema) {
  public VaultLook {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** What is told of {@code head}. */
  public static VaultLook of(Place place, Head head) {
    return new VaultLook(
        head.description().name().orElse(place.vault().value()),
        head.version().version(),
        KeyCounts.of(head.version().contents()),
        head.description().schema());
  }
}
