package dev.coffer.client.cli.schema;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.schema.Verdict;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer check}. */
@Command(
    name = "check",
    description = "Judge all environments by the project's envSchema; exit code 1 as validate.",
    footer = {"  coffer check", "  coffer check --env staging --env production"})
public final class CheckCommand extends CliCommand {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Only these environments; may be given several times.")
  private List<String> chosen = List.of();

  @Mixin private JudgeOptions options;

  public CheckCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Judged judged = options.judged(terminal(), workspace());
    List<EnvironmentName> environments =
        chosen.isEmpty()
            ? judged.all()
            : chosen.stream().map(judged.environments()::canonical).distinct().toList();
    List<Verdict> verdicts = environments.stream().map(judged::verdict).toList();
    if (json()) {
      terminal()
          .printJson(
              object(
                  "source", judged.source(),
                  "version", judged.version(),
                  "valid", verdicts.stream().allMatch(Verdict::isValid),
                  "environments", verdicts.stream().map(CheckCommand::shape).toList()));
    } else {
      verdicts.forEach(this::show);
    }
    Judged.requireValid(verdicts);
  }

  private static Map<String, Object> shape(Verdict verdict) {
    return object(
        "environment", verdict.environment().value(),
        "total", verdict.total(),
        "valid", verdict.valid(),
        "problems", Judged.problems(verdict),
        "unknown", verdict.unknown());
  }

  private void show(Verdict verdict) {
    terminal()
        .print(verdict.environment() + ": " + verdict.valid() + "/" + verdict.total() + " valid");
    verdict.violations().forEach(v -> terminal().printPlain("  " + Judged.line(verdict, v)));
  }
}
