package dev.coffer.client;

import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.policy.AccountPolicyChain;
import dev.coffer.client.policy.OrganisationPolicyChain;
import dev.coffer.client.policy.PolicyChain;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.wire.workload.EscrowKeyList;

/** Which CI runs may read this folder's vault. */
public final class PolicyWorkspace {
  private final Workspace workspace;

  PolicyWorkspace(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The policies of this folder's vault.
   *
   * @throws ClientException.NeverSignedIn when nobody ever signed in
   */
  public VaultPolicies ofVault() {
    ProjectFile project = workspace.requireProject();
    workspace.account(); // before a machine key is made for nobody
    return workspace
        .parts()
        .policies(project.vault(), project.format(), workspace.owner(), chain());
  }

  private PolicyChain chain() {
    return workspace.organisationId().isPresent()
        ? new OrganisationPolicyChain(workspace.shared().requireOrganisation())
        : new AccountPolicyChain(
            workspace.chain(),
            new ChainAuthor(workspace.identity(), workspace.surroundings().clock()));
  }

  /**
   * Does nothing when this folder's vault can have policies.
   *
   * @throws ClientException.Usage for a vault in format {@code lpm}
   */
  public void requireEscrowable() {
    if (workspace.requireProject().format() == PayloadFormat.LPM) {
      throw PayloadRules.nothingToEscrow();
    }
  }

  /** The server's escrow keys, and whose tokens it takes. */
  public EscrowKeyList server() {
    return workspace.remote().escrowKeys();
  }
}
