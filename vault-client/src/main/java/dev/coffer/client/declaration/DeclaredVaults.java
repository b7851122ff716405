package dev.coffer.client.declaration;

import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.HeadChanges.Head;
import dev.coffer.client.sync.VaultDescription;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Vaults in format coffer/1, by the newest version that the server has. */
public final class DeclaredVaults {
  private final Workspace workspace;

  public DeclaredVaults(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The newest version, checked and opened; empty when the server does not have the vault. */
  public Optional<Head> find(Place place) {
    return place.head(workspace).newest();
  }

  /** As {@link #find}, without what is in it. */
  public Optional<VaultLook> look(Place place) {
    return find(place).map(head -> VaultLook.of(place, head));
  }

  /** The vaults of an organisation or of the account, as the server lists them. */
  public List<VaultSummary> all(Optional<String> organisation) {
    Optional<Organisation> owner =
        organisation.map(name -> workspace.shared().organisations().find(name));
    VaultRemote remote = owner.map(found -> found.vaults().remote()).orElseGet(workspace::remote);
    return remote.vaults().vaults().stream()
        .filter(vault -> PayloadFormat.COFFER_1.wireName().equals(vault.format()))
        .toList();
  }

  /**
   * Begins a vault without variables, with keys for everybody who should have them.
   *
   * @throws dev.coffer.client.ClientException.Conflict when there is one
   */
  public VaultLook create(Place place, String name) {
    HeadChanges head = place.head(workspace);
    head.begin(new VaultDescription(Optional.of(name), Optional.empty()));
    return look(place, head);
  }

  private static VaultLook look(Place place, HeadChanges head) {
    return VaultLook.of(place, head.newest().orElseThrow());
  }

  /** Says anew what people call the vault. */
  public VaultLook rename(Place place, String name) {
    return describe(place, new VaultDescription(Optional.of(name), Optional.empty()));
  }

  /** Replaces the rules for the vault's variables. */
  public VaultLook prescribe(Place place, Map<String, Object> schema) {
    return describe(place, new VaultDescription(Optional.empty(), Optional.of(schema)));
  }

  private VaultLook describe(Place place, VaultDescription description) {
    HeadChanges head = place.head(workspace);
    head.change(UnaryOperator.identity(), description);
    return look(place, head);
  }

  /** Takes an organisation's vault away, with its history. */
  public void unshare(Place place) {
    Organisation owner = place.owner(workspace).orElseThrow();
    workspace.shared().sharedVaults(owner).unshare(place.vault());
    place.head(workspace).forget();
  }
}
