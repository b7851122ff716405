package dev.coffer.client.cli.oidc;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OwnerNote;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.payload.key.KeyEscrow;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyShape;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.policy.lint.LintRule;
import dev.coffer.client.policy.lint.PolicyLint;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code coffer oidc allow}. */
@Command(
    name = "allow",
    description = {
      "Let CI runs of one repository read environments of the vault, without a secret.",
      "Also: --platform --issuer --repository-id --owner-id --allow-forks --plain",
      "--replace ID (docs/policies.md). Lists have commas, or repeat the option."
    },
    customSynopsis = "coffer oidc allow --repo O/R --workflow FILE --env NAME [OPTION…]",
    footer = "  coffer oidc allow --repo acme/shop --workflow deploy.yml --env production")
public final class AllowCommand extends PolicyCommand {
  private static final int ID_LENGTH = 16;

  @Mixin private PolicyOptions options;

  @Option(
      names = "--replace",
      paramLabel = "ID",
      hidden = true,
      description = "Put these rules in place of that policy's.")
  private String replaced;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private AllowCommand(Shell shell) {
    super(shell);
  }

  /** The command, whose help fits on one screen: it can do nothing offline. */
  public static Object commandLine(Shell shell) {
    CommandLine line = new CommandLine(new AllowCommand(shell));
    OptionSpec offline = line.getCommandSpec().findOption("--offline");
    line.getCommandSpec().remove(offline);
    line.getCommandSpec().addOption(OptionSpec.builder(offline).hidden(true).build());
    return line;
  }

  @Override
  protected void run() {
    if (!yes && !terminal().isInteractive()) {
      throw new ClientException.Usage(
          "there is nobody to ask whether CI runs may read the vault",
          "give --yes; nothing was changed");
    }
    VaultPolicies policies = policies();
    workspace().policies().requireEscrowable();
    workspace().requireProject().owner(); // what cannot be read is said before anything changes
    EscrowKeyList server = workspace().policies().server();
    Offer offer = terminal().progress("looking at the vault", () -> offer(policies, server));
    requireUsable(offer);
    show(offer);
    if (!yes && !terminal().confirms("Let these runs read that?", "give --yes")) {
      throw new ClientException.Failed("nothing was changed", null);
    }
    VaultPolicies.Outcome outcome =
        terminal().progress("setting the policy", () -> policies.set(offer.policy()));
    tell(offer, outcome, OwnerNote.in(workspace().requireProject(), policies.owner()));
  }

  /** What is asked about. */
  private record Offer(
      TrustPolicy policy, AcceptedVersion head, String escrowKey, List<PolicyWarning> warnings) {}

  private Offer offer(VaultPolicies policies, EscrowKeyList server) {
    Issuers issuers = new Issuers(server);
    Instant now = workspace().surroundings().clock().instant();
    VaultId vault = workspace().requireProject().vault();
    TrustPolicy wished =
        options.policy(
            id(policies),
            vault,
            issuers,
            new PolicyOptions.Surrounding(workspace().environments(), now));
    TrustPolicy policy = replaced == null ? policies.settled(wished) : wished;
    List<PolicyWarning> warnings =
        new PolicyLint(now, issuers.kinds()).of(policy, policies.known());
    return new Offer(policy, policies.head(), KeyEscrow.current(server).id().value(), warnings);
  }

  private PolicyId id(VaultPolicies policies) {
    if (replaced != null) {
      return policies
          .find(replaced)
          .policy()
          .map(TrustPolicy::id)
          .orElseThrow(
              () ->
                  new ClientException.NotFound(
                      "no device has signed that policy", "leave out --replace"));
    }
    byte[] random = new byte[ID_LENGTH];
    workspace().surroundings().random().nextBytes(random);
    return new PolicyId(HexFormat.of().formatHex(random));
  }

  /** A policy that nobody can use would look like one that works. */
  private static void requireUsable(Offer offer) {
    offer.warnings().stream()
        .filter(warning -> warning.rule() == LintRule.OPENS_NOTHING)
        .findFirst()
        .ifPresent(
            warning -> {
              throw new ClientException.Usage(
                  warning.what(), warning.todo() + "; nothing was changed");
            });
  }

  private void show(Offer offer) {
    if (json()) {
      return;
    }
    TrustPolicy policy = offer.policy();
    PolicyLines.runs(policy).forEach(terminal()::say);
    if (!options.defaults().isEmpty()) {
      terminal().say("  assumed  " + String.join(", ", options.defaults()));
    }
    readable(offer).forEach(one -> terminal().say(line(one)));
    terminal().say("  " + PolicyLines.release(policy));
    terminal().say("  sealed to the server's escrow key " + offer.escrowKey());
    offer.warnings().forEach(one -> terminal().warn(one.id() + ": " + one.what()));
  }

  private static List<Map<String, Object>> readable(Offer offer) {
    return offer.policy().release().environments().stream()
        .map(
            environment ->
                CliCommand.object(
                    "environment", environment.value(),
                    "keys", offer.head().contents().of(environment).size()))
        .toList();
  }

  private String line(Map<String, Object> readable) {
    EnvironmentName name = new EnvironmentName((String) readable.get("environment"));
    int inherited = workspace().environments().lineage(name).size() - 1;
    return "can read   "
        + name
        + " ("
        + count((int) readable.get("keys"), "key")
        + ")"
        + (inherited > 0 ? ", without what it inherits" : "");
  }

  private void tell(Offer offer, VaultPolicies.Outcome outcome, OwnerNote note) {
    String status =
        switch (outcome) {
          case CREATED -> "allowed";
          case UPDATED -> "updated";
          case UNCHANGED -> "unchanged";
        };
    report(
        object(
            "status", status,
            "policy", offer.policy().id().value(),
            "owner", note.owner(),
            "ownerRecord", note.word(),
            "rules", PolicyShape.of(offer.policy()),
            "defaults", options.defaults(),
            "readable", readable(offer),
            "escrowKey", offer.escrowKey(),
            "warnings", offer.warnings().stream().map(PolicyShapes::warning).toList()),
        status
            + ": policy "
            + offer.policy().id().shortForm()
            + "; 'coffer oidc revoke "
            + offer.policy().id().shortForm()
            + "' ends it");
    note.tell(terminal(), json());
  }
}
