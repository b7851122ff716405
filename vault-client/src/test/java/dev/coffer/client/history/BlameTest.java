package dev.coffer.client.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlameTest {
  private static List<String> blame(Past past, String key) {
    return new Blame(EnvironmentName.DEFAULT, Optional.ofNullable(key))
        .read(past.walk()).stream()
            .map(
                line ->
                    line.key()
                        + " "
                        + line.kind()
                        + " "
                        + line.by().version()
                        + (line.exact() ? "" : "?"))
            .toList();
  }

  @Test
  void allKeys_eachWithTheVersionOfItsValue() {
    Past past =
        new Past()
            .version(Map.of("A", "1", "B", "1", "GONE", "1"))
            .version(Map.of("A", "1", "B", "2"))
            .version(Map.of("A", "1", "B", "2", "C", "1"));
    assertThat(blame(past, null)).containsExactly("A added 1", "B changed 2", "C added 3");
  }

  @Test
  void valueThatCameBack_isOfTheVersionThatBroughtItBack() {
    Past past =
        new Past().version(Map.of("A", "1")).version(Map.of("A", "2")).version(Map.of("A", "1"));
    assertThat(blame(past, "A")).containsExactly("A changed 3");
  }

  @Test
  void deletedKey_whenNamed_tellsWhoDeletedIt() {
    Past past =
        new Past()
            .version(Map.of("A", "1", "B", "1"))
            .version(Map.of("B", "1"))
            .version(Map.of("B", "2"));
    assertThat(blame(past, "A")).containsExactly("A removed 2");
  }

  @Test
  void oneKey_followsTheHistoryNoFurtherThanItsChange() {
    Past past =
        new Past().version(Map.of("A", "1")).version(Map.of("A", "2")).version(Map.of("A", "3"));
    assertThat(blame(past, "A")).containsExactly("A changed 3");
    assertThat(past.followed).isEqualTo(2);
  }

  @Test
  void otherEnvironments_areNotMixedIn() {
    EnvironmentName staging = new EnvironmentName("staging");
    VaultContents one = VaultContents.EMPTY.with(EnvironmentName.DEFAULT, Map.of("A", "1"));
    Past past = new Past().version(one).version(one.with(staging, Map.of("A", "1")));
    assertThat(blame(past, null)).containsExactly("A added 1");
  }

  @Test
  void inheritedValue_isOfTheVersionThatSetItWhereItComesFrom() {
    EnvironmentName staging = new EnvironmentName("staging");
    VaultContents one = VaultContents.EMPTY.with(EnvironmentName.DEFAULT, Map.of("A", "1"));
    VaultContents two = one.with(staging, Map.of("S", "1"));
    Past past = new Past();
    for (VaultContents contents : List.of(one, two, two.with(staging, Map.of("A", "2")))) {
      past.version(contents);
    }
    List<EnvironmentName> lineage = List.of(EnvironmentName.DEFAULT, staging);
    List<Snapshot> seen = new ArrayList<>();
    past.walk().forEachRemaining(version -> seen.add(version.seenAs(staging, lineage)));
    assertThat(new Blame(staging, Optional.empty()).read(seen.iterator()))
        .extracting(line -> line.key() + line.by().version())
        .containsExactly("A3", "S2");
    assertThat(new Blame(staging, Optional.of("A")).read(seen.subList(1, 3).iterator()))
        .extracting(line -> line.key() + line.by().version())
        .containsExactly("A1");
  }

  @Test
  void versionThatCannotBeOpenedBetween_makesItUncertain() {
    Past past =
        new Past()
            .version(Map.of("A", "1", "B", "1"))
            .closed()
            .version(Map.of("A", "2", "B", "1"))
            .version(Map.of("A", "2", "B", "1", "C", "1"));
    assertThat(blame(past, null)).containsExactly("A changed 3?", "B added 1", "C added 4");
  }

  @Test
  void historyThatBeginsLater_makesItUncertain() {
    Past gone = new Past(4).version(Map.of("A", "1")).version(Map.of("A", "1"));
    assertThat(blame(gone, null)).containsExactly("A added 5?");
    Past closed = new Past().closed().version(Map.of("A", "1"));
    assertThat(blame(closed, null)).containsExactly("A added 2?");
  }

  @Test
  void unknownKey_isNotFound() {
    Past past = new Past().version(Map.of("A", "1"));
    assertThatThrownBy(() -> blame(past, "B"))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("'B' in environment 'default'");
  }
}
