package dev.coffer.client;

import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.policy.AccountPolicyChain;
import dev.coffer.client.policy.OrganisationPolicyChain;
import dev.coffer.client.policy.PolicyChain;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.util.Optional;

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

  /**
   * The policies of {@code vault} in format coffer/1, an organisation's or the account's own,
   * whatever this folder says.
   *
   * @throws ClientException.NeverSignedIn when nobody ever signed in
   */
  public VaultPolicies of(VaultId vault, Optional<Organisation> organisation) {
    workspace.account(); // before a machine key is made for nobody
    VaultOwner owner =
        organisation.map(found -> workspace.ownerOf(found.id())).orElseGet(workspace::own);
    PolicyChain chain =
        organisation.<PolicyChain>map(OrganisationPolicyChain::new).orElseGet(this::ownChain);
    return workspace.parts().policies(vault, PayloadFormat.COFFER_1, owner, chain);
  }

  private PolicyChain chain() {
    return workspace.organisationId().isPresent()
        ? new OrganisationPolicyChain(workspace.shared().requireOrganisation())
        : ownChain();
  }

  private PolicyChain ownChain() {
    return new AccountPolicyChain(
        workspace.chain(), new ChainAuthor(workspace.identity(), workspace.surroundings().clock()));
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
