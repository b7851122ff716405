package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer oidc pin}. */
@Command(
    name = "pin",
    description = {
      "Write the ids that the server saw with the first run into the signed policy.",
      "Compare them with the platform's: until then they are the server's word."
    },
    footer = {"  coffer oidc pin 3f9a", "  coffer oidc pin 3f9a --yes"})
public final class PinPolicyCommand extends PolicyCommand {
  @Parameters(paramLabel = "ID", description = "The policy's id, or the start of it.")
  private String id;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  public PinPolicyCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    if (!yes && !terminal().isInteractive()) {
      throw new ClientException.Usage(
          "there is nobody to ask whether these are the right ids",
          "give --yes; nothing was changed");
    }
    VaultPolicies policies = policies();
    PolicyEntry entry = terminal().progress("asking the server", () -> policies.find(id));
    TrustPolicy before =
        entry
            .policy()
            .orElseThrow(() -> new ClientException.NotFound("no device has signed it", null));
    TrustPolicy pinned = pinned(before, entry.view());
    if (!pinned.equals(before)) {
      ask(pinned.origin());
      terminal().progress("setting the policy", () -> policies.set(pinned));
    }
    Origin origin = pinned.origin();
    report(
        object(
            "status", pinned.equals(before) ? "unchanged" : "pinned",
            "policy", pinned.id().value(),
            "repositoryId", origin.repositoryId().orElse(null),
            "ownerId", origin.ownerId().orElse(null)),
        "policy " + pinned.id().shortForm() + " is about " + described(origin));
  }

  private static TrustPolicy pinned(TrustPolicy before, Optional<PolicyView> view) {
    Origin origin = before.origin();
    Optional<String> repository =
        origin.repositoryId().or(() -> view.map(PolicyView::pinnedRepositoryId));
    if (repository.isEmpty()) {
      throw new ClientException.NotFound(
          "the server has seen no run of it yet, so it knows no id",
          "wait for the first run, or set it anew with --repository-id");
    }
    Origin with =
        new Origin(
            origin.platform(),
            origin.issuer(),
            origin.repository(),
            repository,
            origin.ownerId().or(() -> view.map(PolicyView::pinnedOwnerId)));
    return new TrustPolicy(
        before.id(), before.vault(), with, before.conditions(), before.release());
  }

  private void ask(Origin origin) {
    terminal().say(described(origin));
    if (!yes && !terminal().confirms("Are these the platform's ids of it?", "give --yes")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
  }

  private static String described(Origin origin) {
    return origin.platform()
        + " "
        + origin.repository()
        + origin.repositoryId().map(text -> ", id " + text).orElse("")
        + origin.ownerId().map(text -> ", owner id " + text).orElse("");
  }
}
