package dev.coffer.client.merge;

import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Merges two edits of one vault by variable: what only one side changed is as that side has it,
 * deletions included; what both changed alike is so; what both changed differently is a conflict.
 */
public final class ThreeWayMerge {
  private ThreeWayMerge() {}

  private record Place(String environment, String key) {
    static Place of(KeyChange change) {
      return new Place(change.environment(), change.key());
    }
  }

  public static Merged of(VaultContents base, VaultContents mine, VaultContents theirs) {
    Map<Place, KeyChange> changedHere = new HashMap<>();
    KeyChange.between(base, mine).forEach(change -> changedHere.put(Place.of(change), change));
    List<KeyChange> taken = new ArrayList<>();
    List<KeyConflict> conflicts = new ArrayList<>();
    for (KeyChange there : KeyChange.between(base, theirs)) {
      KeyChange here = changedHere.get(Place.of(there));
      if (here == null) {
        taken.add(there);
      } else if (!Objects.equals(here.after(), there.after())) {
        conflicts.add(
            new KeyConflict(
                there.environment(), there.key(), there.before(), here.after(), there.after()));
      }
    }
    return new Merged(mine.with(taken), conflicts);
  }
}
