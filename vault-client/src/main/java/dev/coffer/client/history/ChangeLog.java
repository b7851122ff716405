package dev.coffer.client.history;

import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What each version changed in the one before it. */
public final class ChangeLog {
  private final Optional<EnvironmentName> only;

  /**
   * A log of all environments or one.
   *
   * @param only leaves out other environments, and versions that changed nothing in this one
   */
  public ChangeLog(Optional<EnvironmentName> only) {
    this.only = only;
  }

  /**
   * One version.
   *
   * @param closed why this device cannot open it; empty when it can
   * @param changes empty when the version, or the one before it, cannot be opened or is gone
   */
  public record Entry(Stamp stamp, Optional<String> closed, Optional<List<KeyChange>> changes) {}

  /** At most {@code limit} entries, the newest first; {@code walk} is followed no further. */
  public List<Entry> read(Iterator<Snapshot> walk, int limit) {
    List<Entry> entries = new ArrayList<>();
    Optional<Snapshot> at = next(walk);
    while (at.isPresent() && entries.size() < limit) {
      Optional<Snapshot> before = next(walk);
      Entry entry = entry(at.get(), before);
      if (only.isEmpty() || !entry.changes().equals(Optional.of(List.of()))) {
        entries.add(entry);
      }
      at = before;
    }
    return entries;
  }

  private static Optional<Snapshot> next(Iterator<Snapshot> walk) {
    return walk.hasNext() ? Optional.of(walk.next()) : Optional.empty();
  }

  private Entry entry(Snapshot version, Optional<Snapshot> before) {
    boolean known = version.closed().isEmpty() && opens(version, before);
    return new Entry(
        version.stamp(),
        version.closed(),
        known ? Optional.of(changes(before, version)) : Optional.empty());
  }

  private static boolean opens(Snapshot version, Optional<Snapshot> before) {
    return before.map(found -> found.closed().isEmpty()).orElse(version.version() == 1);
  }

  private List<KeyChange> changes(Optional<Snapshot> before, Snapshot version) {
    VaultContents old = before.map(Snapshot::contents).orElse(VaultContents.EMPTY);
    return KeyChange.between(old, version.contents()).stream()
        .filter(change -> only.isEmpty() || change.environment().equals(only.get().value()))
        .toList();
  }
}
