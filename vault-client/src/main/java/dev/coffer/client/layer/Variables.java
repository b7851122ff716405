package dev.coffer.client.layer;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command gets. Never shown as text.
 *
 * @param values the variables by name
 * @param secrets every value among them, and those of other projects that went into one
 */
public record Variables(SortedMap<String, String> values, Set<String> secrets) {
  /** These values, and {@code parts} that went into them. */
  public static Variables of(SortedMap<String, String> values, Collection<String> parts) {
    Set<String> secrets = new LinkedHashSet<>(values.values());
    secrets.addAll(parts);
    return new Variables(Collections.unmodifiableSortedMap(new TreeMap<>(values)), secrets);
  }

  @Override
  public String toString() {
    return "Variables[" + values.size() + "]";
  }
}
