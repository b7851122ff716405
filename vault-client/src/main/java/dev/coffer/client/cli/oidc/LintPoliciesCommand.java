package dev.coffer.client.cli.oidc;

import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.lint.PolicyLint;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer oidc lint}. */
@Command(
    name = "lint",
    description = {
      "Look for what makes policies wider than meant, without a server.",
      "Code 1 when there is a warning, with --strict also for a notice."
    },
    footer = {"  coffer oidc lint", "  coffer oidc lint --policy deploy.policy --strict"})
public final class LintPoliciesCommand extends JudgingCommand {
  @Option(names = "--strict", description = "Notices count as well.")
  private boolean strict;

  private boolean failed;

  public LintPoliciesCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int exitCode() {
    return failed ? 1 : 0;
  }

  @Override
  protected void run() {
    PolicyLint lint = new PolicyLint(workspace().surroundings().clock().instant(), kinds());
    List<TrustPolicy> policies = judged();
    Map<TrustPolicy, List<PolicyWarning>> found = new TreeMap<>(PolicyLines.BY_ID);
    policies.forEach(policy -> found.put(policy, lint.of(policy, policies)));
    failed =
        found.values().stream()
            .flatMap(List::stream)
            .anyMatch(warning -> strict || warning.isSevere());
    if (json()) {
      terminal()
          .printJson(
              object(
                  "policies",
                  found.entrySet().stream().map(e -> shape(e.getKey(), e.getValue())).toList()));
      return;
    }
    found.forEach(this::print);
    terminal().say("policies looked at, " + source() + ": " + policies.size());
  }

  private void print(TrustPolicy policy, List<PolicyWarning> warnings) {
    for (PolicyWarning warning : warnings) {
      terminal()
          .printPlain(
              policy.id().shortForm()
                  + "  "
                  + (warning.isSevere() ? "warning" : "notice")
                  + "  "
                  + warning.id()
                  + "  "
                  + warning.what());
      terminal().say("  hint: " + warning.todo());
    }
  }

  private static Map<String, Object> shape(TrustPolicy policy, List<PolicyWarning> warnings) {
    return object(
        "policy", policy.id().value(),
        "repository", policy.origin().repository(),
        "warnings", warnings.stream().map(PolicyShapes::warning).toList());
  }
}
