package dev.coffer.client.schema;

import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a schema says about one environment.
 *
 * @param total how many variables have rules
 * @param violations sorted by name, one for each variable at most
 * @param unknown the names of variables without rules, sorted
 */
public record Verdict(
    EnvironmentName environment, int total, List<Violation> violations, List<String> unknown) {
  public Verdict {
    violations = List.copyOf(violations);
    unknown = List.copyOf(unknown);
  }

  public boolean isValid() {
    return violations.isEmpty();
  }

  /** As this, with every variable without rules being a violation. */
  public Verdict strict() {
    List<Violation> strangers =
        unknown.stream().map(key -> new Violation(key, "known", "is not in the schema")).toList();
    return new Verdict(
        environment,
        total,
        Stream.concat(violations.stream(), strangers.stream()).toList(),
        unknown);
  }

  /** How many of {@link #total} break no rule. */
  public int valid() {
    return total - (int) violations.stream().filter(v -> !unknown.contains(v.key())).count();
  }
}
