package dev.coffer.client.cli.schema;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.schema.Descriptions;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.client.schema.TextPattern;
import dev.coffer.client.schema.VariableDescription;
import dev.coffer.client.schema.VariableDescription.Held;
import dev.coffer.client.schema.VariableRule;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code coffer describe}. */
@Command(
    name = "describe",
    description = "Show names, types, rules, owners and ages of the variables, and no value.",
    footer = {"  coffer describe", "  coffer describe --env staging --json"})
public final class DescribeCommand extends EnvironmentCommand {
  public DescribeCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    EnvSchema schema = workspace().requireProject().declaredRules().orElse(EnvSchema.NONE);
    schema.notes().forEach(terminal()::warn);
    LocalVault local = workspace().vaults().read(vault());
    List<VariableDescription> all = new Descriptions(schema, local, lineage()).all();
    if (json()) {
      terminal()
          .printJson(
              object(
                  "environment", environment().value(),
                  "version", local.version(),
                  "variables", all.stream().map(this::shape).toList()));
    } else if (all.isEmpty()) {
      terminal().say("environment '" + environment() + "' has neither variables nor rules");
    } else {
      table(all).forEach(terminal()::printPlain);
    }
  }

  private Map<String, Object> shape(VariableDescription variable) {
    VariableRule rule = variable.rule();
    Optional<Held> held = variable.held();
    Optional<Instant> time = held.flatMap(Held::time);
    return object(
        "name", variable.name(),
        "type", rule.type(),
        "required", rule.required(),
        "secret", rule.secret(),
        "client", rule.client(),
        "declared", variable.declared(),
        "set", held.isPresent(),
        "from", held.map(Held::environment).map(EnvironmentName::value).orElse(null),
        "edited", held.map(Held::edited).orElse(false),
        "unchangedSince", held.flatMap(Held::since).orElse(null),
        "unchangedSinceTime", time.map(Instant::toString).orElse(null),
        "ageDays", time.map(this::days).orElse(null),
        "owner", rule.owner().orElse(null),
        "description", rule.description().orElse(null),
        "pattern", rule.pattern().map(TextPattern::text).orElse(null),
        "regex", rule.regex().map(TextPattern::text).orElse(null),
        "enum", rule.allowed(),
        "hasDefault", rule.fallback().isPresent());
  }

  private long days(Instant time) {
    return Duration.between(time, workspace().surroundings().clock().instant()).toDays();
  }

  private static List<String> table(List<VariableDescription> variables) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("NAME", "TYPE", "REQUIRED", "SET", "SINCE", "ALLOWED", "OWNER", "DESCRIPTION"));
    variables.forEach(variable -> rows.add(row(variable)));
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(VariableDescription variable) {
    VariableRule rule = variable.rule();
    return List.of(
        variable.name(),
        rule.type(),
        rule.required() ? "yes" : "no",
        variable.held().map(held -> held.environment().value()).orElse("no"),
        variable.held().map(DescribeCommand::since).orElse("-"),
        allowed(rule),
        rule.owner().orElse("-"),
        rule.description().orElse("-"));
  }

  /** What narrows the type: the values themselves, else the patterns that hold. */
  private static String allowed(VariableRule rule) {
    if (!rule.allowed().isEmpty()) {
      return String.join("|", rule.allowed());
    }
    String patterns =
        Stream.of(rule.pattern(), rule.regex())
            .flatMap(Optional::stream)
            .map(TextPattern::text)
            .collect(Collectors.joining(" "));
    return patterns.isEmpty() ? "-" : patterns;
  }

  private static String since(Held held) {
    return held.edited() ? "edited" : held.since().map(version -> "v" + version).orElse("-");
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
