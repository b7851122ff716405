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
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** What people call the vault; empty when the server does not have it. */
  public Optional<String> name(Place place) {
    return find(place).map(head -> head.description().name().orElse(place.vault().value()));
  }

  /** The environments that have a variable; empty when the server does not have the vault. */
  public Optional<SortedSet<String>> environments(Place place) {
    return find(place)
        .map(head -> new TreeSet<>(head.version().contents().environments().keySet()));
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
  public Head create(Place place, String name) {
    HeadChanges head = place.head(workspace);
    head.begin(new VaultDescription(Optional.of(name), Optional.empty()));
    return head.newest().orElseThrow();
  }

  /** Says anew what people call the vault. */
  public void rename(Place place, String name) {
    describe(place, new VaultDescription(Optional.of(name), Optional.empty()));
  }

  /** Says anew what the vault is called, or what its variables must be. */
  public Head describe(Place place, VaultDescription description) {
    HeadChanges head = place.head(workspace);
    head.change(UnaryOperator.identity(), description);
    return head.newest().orElseThrow();
  }

  /** Takes an organisation's vault away, with its history. */
  public void unshare(Place place) {
    Organisation owner = place.owner(workspace).orElseThrow();
    workspace.shared().sharedVaults(owner).unshare(place.vault());
    place.head(workspace).forget();
  }
}
