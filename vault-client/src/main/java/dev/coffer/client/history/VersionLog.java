package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's list of the versions that it keeps, read once, as far as it was asked for. Nothing
 * in it is signed.
 */
final class VersionLog {
  private final VaultId vault;
  private final VaultRemote remote;
  private final List<VersionView> versions = new ArrayList<>();
  private Optional<String> cursor = Optional.empty();
  private boolean begun;

  VersionLog(VaultId vault, VaultRemote remote) {
    this.vault = vault;
    this.remote = remote;
  }

  /** At most {@code limit} versions, the newest first, no number left out. */
  List<VaultHistory.Listed> newest(int limit, Roster devices) {
    while (versions.size() < limit && more()) {
      read();
    }
    return versions.stream().limit(limit).map(view -> listed(view, devices)).toList();
  }

  private static VaultHistory.Listed listed(VersionView view, Roster devices) {
    Optional<KeyId> device = Optional.ofNullable(view.author()).map(KeyId::new);
    Stamp stamp =
        new Stamp(
            view.version(),
            Optional.ofNullable(view.createdAt()),
            device,
            device.flatMap(devices::device).map(found -> found.name().value()),
            Optional.ofNullable(view.account()));
    return new VaultHistory.Listed(stamp, view.format(), view.size());
  }

  /** Login name of who pushed {@code version}; empty when the list does not have it. */
  Optional<String> account(int version) {
    while (more() && (versions.isEmpty() || last() > version)) {
      read();
    }
    return versions.stream()
        .filter(view -> view.version() == version)
        .findFirst()
        .map(VersionView::account);
  }

  private boolean more() {
    return !begun || cursor.isPresent();
  }

  private int last() {
    return versions.get(versions.size() - 1).version();
  }

  private void read() {
    VersionPage page = remote.versions(vault, cursor);
    List<VersionView> found = page.versions() == null ? List.of() : page.versions();
    for (VersionView view : found) {
      if (view.version() == null || (!versions.isEmpty() && view.version() != last() - 1)) {
        throw new ClientException.Tampered(
            "the server's list of versions has a gap", "ask who runs the server");
      }
      versions.add(view);
    }
    begun = true;
    cursor = Optional.ofNullable(page.nextCursor()).filter(next -> !found.isEmpty());
  }
}
