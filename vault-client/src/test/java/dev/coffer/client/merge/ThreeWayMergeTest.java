package dev.coffer.client.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {
  /** Few names and values, so that edits meet. */
  @Provide
  Arbitrary<VaultContents> contents() {
    Arbitrary<Map<String, String>> variables =
        Arbitraries.maps(Arbitraries.of("A", "B", "C", "D"), Arbitraries.of("", "1", "2", "3"));
    return Arbitraries.maps(Arbitraries.of("default", "staging"), variables)
        .map(
            environments -> {
              TreeMap<String, SortedMap<String, String>> sorted = new TreeMap<>();
              environments.forEach((name, keys) -> sorted.put(name, new TreeMap<>(keys)));
              return new VaultContents(sorted);
            });
  }

  private static Set<String> changed(VaultContents from, VaultContents to) {
    return KeyChange.between(from, to).stream().map(KeyChange::label).collect(Collectors.toSet());
  }

  private static VaultContents merged(VaultContents base, VaultContents a, VaultContents b) {
    Merged merged = ThreeWayMerge.of(base, a, b);
    assertThat(merged.conflicts()).isEmpty();
    return merged.contents();
  }

  /** What {@code edit} does to {@code keys} alone, for random edits are hardly disjoint. */
  private static VaultContents only(VaultContents base, VaultContents edit, String... keys) {
    List<String> kept = List.of(keys);
    return base.with(
        KeyChange.between(base, edit).stream()
            .filter(change -> kept.contains(change.key()))
            .toList());
  }

  @Property
  void merging_disjointEdits_isCommutativeAndHasNoConflict(
      @ForAll("contents") VaultContents base,
      @ForAll("contents") VaultContents a,
      @ForAll("contents") VaultContents b) {
    VaultContents mine = only(base, a, "A", "B");
    VaultContents theirs = only(base, b, "C", "D");
    assertThat(merged(base, mine, theirs)).isEqualTo(merged(base, theirs, mine));
  }

  @Property
  void merging_threeDisjointEdits_isAssociative(
      @ForAll("contents") VaultContents base,
      @ForAll("contents") VaultContents a,
      @ForAll("contents") VaultContents b,
      @ForAll("contents") VaultContents c) {
    VaultContents x = only(base, a, "A");
    VaultContents y = only(base, b, "B");
    VaultContents z = only(base, c, "C");
    assertThat(merged(base, merged(base, x, y), z)).isEqualTo(merged(base, x, merged(base, y, z)));
  }

  @Property
  void merging_again_changesNothing(
      @ForAll("contents") VaultContents base,
      @ForAll("contents") VaultContents mine,
      @ForAll("contents") VaultContents theirs) {
    Merged first = ThreeWayMerge.of(base, mine, theirs);
    VaultContents once = first.decided(Resolution.OURS.decide(first.conflicts())).contents();
    assertThat(merged(theirs, once, theirs)).isEqualTo(once);
    assertThat(merged(base, mine, mine)).isEqualTo(mine);
    assertThat(merged(base, mine, base)).isEqualTo(mine);
    assertThat(merged(base, base, theirs)).isEqualTo(theirs);
  }

  /** Every edit of either side is in the result, deletions too, or is named as a conflict. */
  @Property
  void merging_losesNoEdit_andResurrectsNoDeletion(
      @ForAll("contents") VaultContents base,
      @ForAll("contents") VaultContents mine,
      @ForAll("contents") VaultContents theirs) {
    Merged merged = ThreeWayMerge.of(base, mine, theirs);
    Set<String> conflicts =
        merged.conflicts().stream().map(KeyConflict::label).collect(Collectors.toSet());
    Stream.of(mine, theirs)
        .flatMap(side -> KeyChange.between(base, side).stream())
        .filter(edit -> !conflicts.contains(edit.label()))
        .forEach(
            edit ->
                assertThat(value(merged.contents(), edit))
                    .as(edit.label())
                    .isEqualTo(edit.after()));
    Set<String> edited = changed(base, mine);
    edited.addAll(changed(base, theirs));
    assertThat(changed(base, merged.contents())).isSubsetOf(edited);
  }

  private static String value(VaultContents contents, KeyChange place) {
    return contents
        .environments()
        .getOrDefault(place.environment(), new TreeMap<>())
        .get(place.key());
  }

  private static VaultContents of(String... namesAndValues) {
    TreeMap<String, String> variables = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new VaultContents(new TreeMap<>(Map.of("default", variables)));
  }

  @Test
  void deletionAgainstEdit_isAConflictOnEitherSide() {
    Merged here = ThreeWayMerge.of(of("A", "1"), of(), of("A", "2"));
    assertThat(here.conflicts())
        .extracting(KeyConflict::described)
        .containsExactly("A (deleted here)");
    Merged there = ThreeWayMerge.of(of("A", "1"), of("A", "2"), of());
    assertThat(there.conflicts())
        .extracting(KeyConflict::described)
        .containsExactly("A (deleted on the server)");
  }

  @Test
  void sameChangeOnBothSides_isNone() {
    assertThat(merged(of("A", "1", "B", "1"), of("A", "2"), of("A", "2"))).isEqualTo(of("A", "2"));
  }

  @Test
  void decision_aboutOtherValues_decidesNothing() {
    Merged first = ThreeWayMerge.of(of("A", "1"), of("A", "2"), of("A", "3"));
    List<Decision> decisions = Resolution.OURS.decide(first.conflicts());
    Merged second = ThreeWayMerge.of(of("A", "1"), of("A", "2"), of("A", "4"));
    assertThat(second.decided(decisions).conflicts()).hasSize(1);
    assertThat(first.decided(decisions).contents()).isEqualTo(of("A", "2"));
  }

  @Test
  void nothingThatIsPrinted_holdsAValue() {
    Merged merged = ThreeWayMerge.of(of("A", "one"), of("A", "two"), of("A", "three"));
    List<Decision> decisions = Resolution.THEIRS.decide(merged.conflicts());
    assertThat(merged + " " + decisions).contains("A").doesNotContain("one", "two", "three");
  }
}
