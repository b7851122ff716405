package dev.coffer.client.sync;

import dev.coffer.client.merge.Decision;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Merged;
import dev.coffer.client.merge.ThreeWayMerge;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Merges one version into the local copy as it is by then, edits of other processes included. While
 * a conflict is undecided the copy stays as it is. For one use.
 */
final class TakingOver implements UnaryOperator<LocalVault> {
  private final AcceptedVersion theirs;
  private final List<Decision> decisions;
  private LocalVault before;
  private List<KeyConflict> found = List.of();
  private Merged merged;

  TakingOver(AcceptedVersion theirs, List<Decision> decisions) {
    this.theirs = theirs;
    this.decisions = decisions;
  }

  @Override
  public LocalVault apply(LocalVault now) {
    before = now;
    Merged undecided = ThreeWayMerge.of(now.base(), now.working(), theirs.contents());
    found = undecided.conflicts();
    merged = undecided.decided(decisions);
    return merged.conflicts().isEmpty() ? now.at(theirs).editing(merged.contents()) : now;
  }

  /** What is left to decide; when there is something, nothing was changed. */
  List<KeyConflict> undecided() {
    return merged.conflicts();
  }

  SyncOutcome outcome() {
    List<KeyChange> changes = KeyChange.between(before.working(), merged.contents());
    if (theirs.version() == before.version()) {
      return new SyncOutcome("up_to_date", theirs.version(), changes);
    }
    if (before.edits().isEmpty()) {
      return new SyncOutcome("pulled", theirs.version(), changes);
    }
    List<KeyChange> kept = KeyChange.between(theirs.contents(), merged.contents());
    List<Decision> decided =
        decisions.stream().filter(decision -> found.contains(decision.conflict())).toList();
    MergeReport report = new MergeReport(changes, kept, decided);
    String status = kept.isEmpty() ? "pulled" : "merged";
    return new SyncOutcome(status, theirs.version(), changes, report);
  }
}
