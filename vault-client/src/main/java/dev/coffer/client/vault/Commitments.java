package dev.coffer.client.vault;

import dev.coffer.protocol.EnvironmentName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By what the values of one version can be recognised by whoever can open their environment, and by
 * nobody else. No value is in here.
 *
 * @param texts by environment and variable; each begins with the epoch of its key and is another
 *     one for the same value once the vault has a new key
 */
public record Commitments(int version, SortedMap<String, SortedMap<String, String>> texts) {
  public Commitments {
    SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
    texts.forEach(
        (environment, variables) ->
            copy.put(environment, Collections.unmodifiableSortedMap(new TreeMap<>(variables))));
    texts = Collections.unmodifiableSortedMap(copy);
  }

  /** That of the value of {@code variable}; empty when there is no such variable. */
  public Optional<String> of(EnvironmentName environment, String variable) {
    return Optional.ofNullable(
        texts.getOrDefault(environment.value(), new TreeMap<>()).get(variable));
  }
}
