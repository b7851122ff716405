package dev.coffer.client.merge;

import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two edits of one base in one.
 *
 * @param contents everything that both sides agree on; a conflict's variable is as it was here
 * @param conflicts what is left to decide
 */
public record Merged(VaultContents contents, List<KeyConflict> conflicts) {
  public Merged {
    conflicts = List.copyOf(conflicts);
  }

  /** With those of {@code decisions} that are about conflicts left here. */
  public Merged decided(List<Decision> decisions) {
    Map<KeyConflict, Decision> known =
        decisions.stream()
            .collect(Collectors.toMap(Decision::conflict, Function.identity(), (a, b) -> b));
    List<KeyChange> changes = new ArrayList<>();
    List<KeyConflict> left = new ArrayList<>();
    for (KeyConflict conflict : conflicts) {
      if (known.containsKey(conflict)) {
        changes.add(conflict.change(known.get(conflict).value()));
      } else {
        left.add(conflict);
      }
    }
    return new Merged(contents.with(changes), left);
  }

  @Override
  public String toString() {
    return "Merged[" + contents + ", " + conflicts + "]";
  }
}
