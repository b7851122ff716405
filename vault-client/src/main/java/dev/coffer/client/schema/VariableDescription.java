package dev.coffer.client.schema;

import dev.coffer.protocol.EnvironmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be told about a variable: everything but its value.
 *
 * @param declared whether the schema has it
 * @param held where its value is; empty when it has none
 */
public record VariableDescription(
    String name, VariableRule rule, boolean declared, Optional<Held> held) {

  /**
   * Where a value is and how long it has been the same, as far as this machine can tell.
   *
   * @param environment the environment that has it: the one asked for, or one that it inherits from
   * @param edited whether it was edited here since the last version that both sides had
   * @param since a version since which it is the same; empty when edited or not known
   * @param time when that version was made, by its author's clock; empty when not known
   */
  public record Held(
      EnvironmentName environment,
      boolean edited,
      Optional<Integer> since,
      Optional<Instant> time) {}
}
