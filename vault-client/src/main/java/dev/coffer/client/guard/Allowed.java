package dev.coffer.client.guard;

import java.util.Set;

/**
 * The keys that a project allows to stand in its files.
 *
 * @param names {@code KEY} for every environment, {@code environment/KEY} for one
 */
record Allowed(Set<String> names) {
  static final Allowed NONE = new Allowed(Set.of());

  static String name(String environment, String key) {
    return environment + "/" + key;
  }

  boolean covers(Place place) {
    return names.contains(place.key()) || names.contains(name(place.environment(), place.key()));
  }
}
