package dev.coffer.client.cli.schema;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.schema.Verdict;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coffer validate}. */
@Command(
    name = "validate",
    description =
        "Judge one environment by the project's envSchema; exit code 1 when it breaks it.",
    footer = {"  coffer validate", "  coffer validate --env production"})
public final class ValidateCommand extends EnvironmentCommand {
  @Mixin private JudgeOptions options;

  public ValidateCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Judged judged = options.judged(terminal(), workspace());
    Verdict verdict = judged.verdict(environment());
    if (json()) {
      terminal()
          .printJson(
              object(
                  "environment", verdict.environment().value(),
                  "source", judged.source(),
                  "version", judged.version(),
                  "valid", verdict.isValid(),
                  "total", verdict.total(),
                  "problems", Judged.problems(verdict),
                  "unknown", verdict.unknown()));
    } else {
      show(verdict);
    }
    Judged.requireValid(List.of(verdict));
  }

  private void show(Verdict verdict) {
    verdict.violations().forEach(v -> terminal().printPlain(Judged.line(verdict, v)));
    if (!verdict.unknown().isEmpty()) {
      terminal().say("without rules: " + String.join(", ", verdict.unknown()));
    }
    if (verdict.isValid()) {
      terminal()
          .say(
              "environment '"
                  + verdict.environment()
                  + "' keeps the rules of "
                  + count(verdict.total(), "variable"));
    }
  }
}
