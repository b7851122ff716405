package dev.coffer.client.cli.schema;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.project.ProjectEnvironments;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.schema.Verdict;
import dev.coffer.client.schema.Violation;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * One version of the vault under judgement, and the forms in which verdicts are shown.
 *
 * @param source {@code local} or {@code server}
 */
record Judged(
    EnvSchema schema,
    ProjectEnvironments environments,
    VaultContents contents,
    int version,
    String source,
    boolean strict) {

  Verdict verdict(EnvironmentName environment) {
    Verdict verdict =
        schema.judge(environment, contents.layered(environments.lineage(environment)));
    return strict ? verdict.strict() : verdict;
  }

  /** Every environment that is declared or has variables; {@code default} when there is none. */
  List<EnvironmentName> all() {
    SortedSet<EnvironmentName> all = environments.all();
    contents.environments().keySet().forEach(name -> all.add(new EnvironmentName(name)));
    return all.isEmpty() ? List.of(EnvironmentName.DEFAULT) : List.copyOf(all);
  }

  static List<Map<String, Object>> problems(Verdict verdict) {
    return verdict.violations().stream()
        .map(
            violation ->
                CliCommand.object(
                    "environment", verdict.environment().value(),
                    "key", violation.key(),
                    "rule", violation.rule(),
                    "message", violation.message()))
        .toList();
  }

  static String line(Verdict verdict, Violation violation) {
    String place = violation.key() + " (" + verdict.environment() + ")";
    return place + ": " + violation.message() + " [" + violation.rule() + "]";
  }

  /**
   * Ends the command with code 1 unless all are valid.
   *
   * @throws ClientException.Failed counting what is wrong
   */
  static void requireValid(List<Verdict> verdicts) {
    int problems = verdicts.stream().mapToInt(verdict -> verdict.violations().size()).sum();
    if (problems > 0) {
      throw new ClientException.Failed(
          CliCommand.count(problems, "problem") + " against the schema",
          "'coffer describe' shows the rules, 'coffer set' corrects a value");
    }
  }
}
