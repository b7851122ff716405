package dev.coffer.client.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyCountsTest {
  private static final SortedMap<String, SortedMap<String, Integer>> BY_VAULT =
      new TreeMap<>(
          Map.of(
              "shop", new TreeMap<>(Map.of("default", 3)),
              "web", new TreeMap<>(Map.of("default", 2, "staging", 1))));
  private static final KeyCounts COUNTS = new KeyCounts(BY_VAULT, 1);

  private static Reach reading(String... environments) {
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    for (String name : environments) {
      grants.put(new EnvironmentName(name), false);
    }
    return new Rights(Role.READER, Access.of(grants)).reach();
  }

  private static final Reach ALL = new Rights(Role.DEVELOPER, Access.ALL).reach();

  @Test
  void ofContents_areThoseOfEachEnvironment_withoutNamesAndValues() {
    VaultContents contents =
        VaultContents.EMPTY.with(EnvironmentName.DEFAULT, Map.of("A", "1", "B", "2"));
    assertThat(KeyCounts.of(contents)).isEqualTo(Map.of("default", 2));
    assertThat(KeyCounts.of(VaultContents.EMPTY)).isEmpty();
  }

  @Test
  void readable_isWhatTheReachCovers_inEveryVault() {
    assertThat(COUNTS.readable(ALL))
        .containsExactly(
            new ReadableKeys("shop", "default", 3),
            new ReadableKeys("web", "default", 2),
            new ReadableKeys("web", "staging", 1));
    assertThat(COUNTS.readable(reading("staging", "new")))
        .containsExactly(new ReadableKeys("web", "staging", 1));
    assertThat(COUNTS.readable(Reach.NOTHING)).isEmpty();
  }

  @Test
  void gained_isWhatCouldNotBeReadBefore() {
    assertThat(COUNTS.gained(reading("default"), ALL))
        .containsExactly(new ReadableKeys("web", "staging", 1));
    assertThat(COUNTS.gained(ALL, reading("default"))).isEmpty();
    assertThat(COUNTS.gained(Reach.NOTHING, ALL)).isEqualTo(COUNTS.readable(ALL));
  }
}
