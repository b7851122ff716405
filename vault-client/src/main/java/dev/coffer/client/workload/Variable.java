package dev.coffer.client.workload;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A variable of an environment; an empty one counts as none, as CI platforms leave them. */
final class Variable {
  private Variable() {}

  static Optional<String> of(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The first of {@code names} that has a value. */
  static Optional<String> firstSet(Map<String, String> environment, String... names) {
    return Stream.of(names).filter(name -> of(environment, name).isPresent()).findFirst();
  }
}
