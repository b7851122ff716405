package dev.coffer.client.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");

  private static List<String> read(Past past, Optional<EnvironmentName> only, int limit) {
    return new ChangeLog(only)
        .read(past.walk(), limit).stream()
            .map(
                entry ->
                    entry.stamp().version()
                        + entry
                            .changes()
                            .map(changes -> changes.stream().map(KeyChange::label).toList())
                            .map(List::toString)
                            .orElse("?"))
            .toList();
  }

  @Test
  void eachVersion_namesWhatItChanged() {
    Past past =
        new Past()
            .version(Map.of("A", "1"))
            .version(Map.of("A", "2", "B", "1"))
            .version(Map.of("A", "2", "B", "1"));
    assertThat(read(past, Optional.empty(), 9)).containsExactly("3[]", "2[A, B]", "1[A]");
  }

  @Test
  void limit_opensOneVersionMoreThanItShows() {
    Past past = new Past();
    for (int i = 1; i < 9; i++) {
      past.version(Map.of("A", String.valueOf(i)));
    }
    assertThat(read(past, Optional.empty(), 2)).containsExactly("8[A]", "7[A]");
    assertThat(past.followed).isEqualTo(3);
  }

  @Test
  void closedVersion_isListed_andThatAfterItHasUnknownChanges() {
    Past past = new Past().version(Map.of("A", "1")).closed().version(Map.of("A", "2"));
    assertThat(read(past, Optional.empty(), 9)).containsExactly("3?", "2?", "1[A]");
  }

  @Test
  void oldestKept_hasUnknownChanges() {
    assertThat(read(new Past(4).version(Map.of("A", "1")), Optional.empty(), 9))
        .containsExactly("5?");
  }

  @Test
  void oneEnvironment_leavesOutWhatDidNotChangeIt() {
    VaultContents one = VaultContents.EMPTY.with(STAGING, Map.of("S", "1"));
    VaultContents two = one.with(EnvironmentName.DEFAULT, Map.of("A", "1"));
    Past past = new Past().version(one).version(two).version(two.with(STAGING, Map.of("S", "2")));
    assertThat(read(past, Optional.of(STAGING), 9)).containsExactly("3[staging/S]", "1[staging/S]");
  }
}
