package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.protocol.policy.TrustPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coffer oidc revoke}. */
@Command(
    name = "revoke",
    description = {
      "End a policy; the server forgets what was escrowed for it.",
      "What runs have read before, they know: replace it where that matters."
    },
    footer = "  coffer oidc revoke 3f9a")
public final class RevokePolicyCommand extends PolicyCommand {
  @Parameters(paramLabel = "ID", description = "The policy's id, or the start of it.")
  private String id;

  public RevokePolicyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    VaultPolicies policies = policies();
    PolicyEntry entry = terminal().progress("asking the server", () -> policies.find(id));
    TrustPolicy policy =
        entry
            .policy()
            .orElseThrow(
                () ->
                    new ClientException.NotFound(
                        "no device has signed policy " + entry.id() + ": the chain cannot end it",
                        entry.isOfLpm()
                            ? "it was set by an lpm client; the server's route"
                                + " DELETE /api/vault/oidc/policies/ID removes it"
                            : "ask who runs the server"));
    terminal()
        .progress(
            "revoking the policy",
            () -> {
              policies.remove(policy.id());
              return policy;
            });
    report(
        object("status", "revoked", "policy", policy.id().value()),
        "revoked policy "
            + policy.id().shortForm()
            + ": no run of "
            + policy.origin().repository()
            + " can use it any more");
  }
}
