package dev.coffer.client.declaration;

import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.protocol.VaultId;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a vault is.
 *
 * @param organisation its organisation's name or id; empty for the account's own
 */
public record Place(Optional<String> organisation, VaultId vault) {

  /**
   * The organisation.
   *
   * @throws dev.coffer.client.ClientException.NotFound when the account does not belong to it
   */
  public Optional<Organisation> owner(Workspace workspace) {
    return organisation.map(name -> workspace.shared().organisations().find(name));
  }

  /** Changes of the vault's newest version. */
  public HeadChanges head(Workspace workspace) {
    Optional<UUID> owner = owner(workspace).map(Organisation::id);
    return workspace.headChanges(vault, owner);
  }

  @Override
  public String toString() {
    return organisation.map(name -> name + "/").orElse("") + vault;
  }
}
