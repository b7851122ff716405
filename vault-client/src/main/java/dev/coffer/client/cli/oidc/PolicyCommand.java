package dev.coffer.client.cli.oidc;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.policy.VaultPolicies;
import picocli.CommandLine.Mixin;

/** A command on the trust policies of this folder's vault. */
abstract class PolicyCommand extends CliCommand {
  @Mixin private OrganisationOption organisation;

  private VaultPolicies policies;

  PolicyCommand(Shell shell) {
    super(shell);
  }

  /** The policies of the account's vault, or of the organisation's. */
  final VaultPolicies policies() {
    if (policies == null) {
      organisation.applyTo(workspace());
      policies = workspace().policies().ofVault();
    }
    return policies;
  }
}
