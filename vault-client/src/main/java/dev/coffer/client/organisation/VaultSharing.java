package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.membership.Membership;

/**
 * Makes a folder's own vault an organisation's, and the other way round. The values are at every
 * moment in one of the two local copies at least; interrupted, either goes on when it is asked for
 * again.
 */
public final class VaultSharing {
  private final ProjectFile project;
  private final VaultStore own;
  private final VaultStore shared;

  public VaultSharing(ProjectFile project, VaultStore own, VaultStore shared) {
    this.project = project;
    this.own = own;
    this.shared = shared;
  }

  /**
   * Pushes the local copy as the organisation's vault of the same id, under a key of its own, and
   * notes in the project file whose vault it is now. The account's own vault stays as it is.
   *
   * @param sync of the organisation's vault
   * @throws ClientException.Conflict when the organisation has a vault of this id already
   */
  public SyncOutcome share(Membership organisation, VaultSync sync) {
    VaultId vault = requireShareable();
    VaultContents contents = own.read(vault).working();
    if (contents.isEmpty()) {
      throw new ClientException.Usage(
          "the vault is empty: there is nothing to share", "run 'coffer import .env' first");
    }
    shared.update(vault, local -> local.version() == 0 ? local.editing(contents) : local);
    SyncOutcome outcome;
    try {
      outcome = sync.push();
    } catch (ClientException.Behind e) {
      shared.update(vault, local -> LocalVault.fresh(vault));
      throw new ClientException.Conflict(
          "organisation " + organisation.name() + " has a vault " + vault + " already",
          "'coffer pull --org "
              + organisation.name()
              + "' fetches it; or share under another id (coffer init)");
    }
    project.enterOrganisation(organisation.organisation(), organisation.name(), outcome.version());
    return outcome;
  }

  private VaultId requireShareable() {
    if (project.organisation().isPresent()) {
      throw new ClientException.Usage(
          "this folder's vault belongs to an organisation already", "see 'coffer org show'");
    }
    if (project.format() != PayloadFormat.COFFER_1) {
      throw new ClientException.Usage(
          "only vaults in format coffer/1 are shared with members' own keys",
          "make a vault in format coffer/1 of it: coffer init in another folder, then import");
    }
    return project.vault();
  }

  /**
   * Takes the vault out of the organisation on the server. Its values stay here, as edits of the
   * account's own vault.
   */
  public void unshare(SharedVaults organisation) {
    VaultId vault = project.vault();
    VaultContents contents = shared.read(vault).working();
    own.update(vault, local -> local.editing(contents));
    organisation.unshare(vault);
    shared.update(vault, local -> LocalVault.fresh(vault));
    project.leaveOrganisation();
  }
}
