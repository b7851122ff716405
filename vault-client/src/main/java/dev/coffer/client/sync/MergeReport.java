package dev.coffer.client.sync;

import dev.coffer.client.merge.Decision;
import dev.coffer.client.vault.KeyChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of local edits when newer versions arrived.
 *
 * @param came what changed here
 * @param kept local edits that the server does not have yet
 * @param decided conflicts, and whose value each ended with
 */
public record MergeReport(List<KeyChange> came, List<KeyChange> kept, List<Decision> decided) {
  public static final MergeReport NONE = new MergeReport(List.of(), List.of(), List.of());

  public MergeReport {
    came = List.copyOf(came);
    kept = List.copyOf(kept);
    decided = List.copyOf(decided);
  }

  /** This one and {@code later}; for a push, after which nothing is kept back. */
  MergeReport then(MergeReport later) {
    List<KeyChange> allCame = new ArrayList<>(came);
    allCame.addAll(later.came);
    List<Decision> allDecided = new ArrayList<>(decided);
    allDecided.addAll(later.decided);
    return new MergeReport(allCame, List.of(), allDecided);
  }
}
