package dev.coffer.client.cli.oidc;

import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coffer oidc show}. */
@Command(
    name = "show",
    description = {
      "Print one policy's signed text; what the server knows of it goes to stderr.",
      "The text is what 'oidc test --policy FILE' and 'oidc lint --policy FILE' read."
    },
    footer = {"  coffer oidc show 3f9a", "  coffer oidc show 3f9a > deploy.policy"})
public final class ShowPolicyCommand extends PolicyCommand {
  @Parameters(paramLabel = "ID", description = "The policy's id, or the start of it.")
  private String id;

  public ShowPolicyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    VaultPolicies policies = policies();
    PolicyEntry entry = terminal().progress("asking the server", () -> policies.find(id));
    if (json()) {
      terminal().printJson(PolicyShapes.entry(entry));
      return;
    }
    entry.policy().map(TrustPolicy::text).ifPresent(terminal()::printRaw);
    terminal().say("owner       " + policies.owner());
    entry.setBy().ifPresent(who -> terminal().say("set by      " + who));
    entry.view().ifPresent(this::say);
    entry.concerns().forEach(concern -> terminal().warn(concern.what()));
  }

  private void say(PolicyView view) {
    if (view.pinnedRepositoryId() != null) {
      terminal()
          .say(
              "pinned      repository id "
                  + view.pinnedRepositoryId()
                  + (view.pinnedOwnerId() == null ? "" : ", owner id " + view.pinnedOwnerId()));
    }
    String escrowed = view.escrowed() == null ? "" : String.join(", ", view.escrowed());
    terminal().say("escrowed    " + (escrowed.isEmpty() ? "nothing" : escrowed));
    terminal().say("last pull   " + (view.lastPulledAt() == null ? "never" : view.lastPulledAt()));
    terminal().say("today       " + (view.pullsToday() == null ? 0 : view.pullsToday()));
  }
}
