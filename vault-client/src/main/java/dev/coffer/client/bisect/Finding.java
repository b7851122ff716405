package dev.coffer.client.bisect;

import dev.coffer.client.history.Stamp;
import dev.coffer.client.vault.KeyChange;
import java.util.List;

/**
 * What a search came to.
 *
 * @param suspects the versions of which one is the first bad one, the oldest first: a single one
 *     unless some could not be judged
 * @param lastGood the version before them that is good
 * @param changes what turned that version into the last suspect
 * @param runs how often the trial was asked
 */
public record Finding(List<Stamp> suspects, Stamp lastGood, List<KeyChange> changes, int runs) {
  public Finding {
    suspects = List.copyOf(suspects);
    changes = List.copyOf(changes);
  }

  public boolean isCertain() {
    return suspects.size() == 1;
  }
}
