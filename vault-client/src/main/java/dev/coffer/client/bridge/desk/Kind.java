package dev.coffer.client.bridge.desk;

import dev.coffer.client.bridge.http.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One resource of the API. What it shows of a resource is a map that has the same members in the
 * same order every time, and is another one whenever what was declared is.
 */
public interface Kind {
  /** The first segment of its paths, such as {@code vaults}. */
  String name();

  /** What the segments between that and the id are, in order. */
  List<String> place();

  /** The members that the body of a PUT may have. */
  default List<String> members() {
    return List.of();
  }

  /** What can be done with one resource. */
  default Set<String> methods() {
    return Set.of("GET", "PUT", "DELETE");
  }

  /** Every one there is at {@code place}. */
  List<Map<String, Object>> list(List<String> place);

  /** What is to be shown of the resource; empty where there is none. */
  Optional<Map<String, Object>> find(Address address);

  /**
   * What a PUT of {@code wish} would do. Changes nothing.
   *
   * @param now what {@link #find} gives
   */
  default Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    throw new IllegalStateException(name() + " are not declared");
  }

  /**
   * What a DELETE would do. Changes nothing.
   *
   * @param now what {@link #find} gives
   */
  default Intent delete(Address address, Map<String, Object> now) {
    throw new IllegalStateException(name() + " are not deleted");
  }
}
