package dev.coffer.client.cli.oidc;

import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.PolicyEntry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code coffer oidc list}. */
@Command(
    name = "list",
    description = "List the vault's trust policies: rules by the chain, use by the server.",
    footer = {"  coffer oidc list", "  coffer oidc list --org acme --json"})
public final class ListPoliciesCommand extends PolicyCommand {
  public ListPoliciesCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    List<PolicyEntry> entries = terminal().progress("asking the server", () -> policies().all());
    if (json()) {
      terminal().printJson(object("policies", entries.stream().map(PolicyShapes::entry).toList()));
      return;
    }
    for (PolicyEntry entry : entries) {
      terminal().printPlain(PolicyLines.line(entry));
      entry.concerns().forEach(concern -> terminal().warn(shortId(entry) + ": " + concern.what()));
    }
    if (entries.isEmpty()) {
      terminal().say("no CI run may read this vault; 'coffer oidc allow' lets one");
    }
  }

  private static String shortId(PolicyEntry entry) {
    return entry.id().substring(0, Math.min(8, entry.id().length()));
  }
}
