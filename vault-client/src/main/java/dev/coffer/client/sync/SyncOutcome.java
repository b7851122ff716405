package dev.coffer.client.sync;

import dev.coffer.client.vault.KeyChange;
import java.util.List;

/**
 * What a push, pull or rotation did.
 *
 * @param status {@code created}, {@code updated}, {@code recovered} (an earlier push had arrived),
 *     {@code unchanged}, {@code pulled}, {@code merged} (pulled, and local edits are left to push),
 *     {@code up_to_date}, {@code rotated} or {@code rolled_back}
 * @param version the version that both sides now have
 * @param changes what changed on the side that was written
 * @param report what local edits and newer versions became together; {@link MergeReport#NONE} when
 *     there were none of one kind
 */
public record SyncOutcome(String status, int version, List<KeyChange> changes, MergeReport report) {
  public SyncOutcome {
    changes = List.copyOf(changes);
  }

  /** An outcome without a merge. */
  public SyncOutcome(String status, int version, List<KeyChange> changes) {
    this(status, version, changes, MergeReport.NONE);
  }

  SyncOutcome with(MergeReport merges) {
    return new SyncOutcome(status, version, changes, merges);
  }
}
