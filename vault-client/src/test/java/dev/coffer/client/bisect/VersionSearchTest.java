package dev.coffer.client.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Past;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.history.Stamp;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionSearchTest {
  private final List<Integer> tried = new ArrayList<>();
  private int firstBad;
  private Set<Integer> unjudged = Set.of();

  private Verdict judge(Snapshot version) {
    tried.add(version.version());
    if (unjudged.contains(version.version())) {
      return Verdict.SKIP;
    }
    return version.version() < firstBad ? Verdict.GOOD : Verdict.BAD;
  }

  private Finding find(Past past, boolean goodKnown, boolean badKnown) {
    return new VersionSearch(EnvironmentName.DEFAULT, this::judge)
        .find(new VersionSearch.Range(past.versions(), goodKnown, badKnown));
  }

  private static Past versions(int count) {
    Past past = new Past();
    for (int i = 1; i <= count; i++) {
      past.version(Map.of("KEY", String.valueOf(i), "SAME", "x"));
    }
    return past;
  }

  private static List<Integer> suspects(Finding finding) {
    return finding.suspects().stream().map(Stamp::version).toList();
  }

  @Test
  void bothEndsKnown_asksTheLogarithm() {
    firstBad = 11;
    Finding finding = find(versions(17), true, true);
    assertThat(suspects(finding)).containsExactly(11);
    assertThat(finding.lastGood().version()).isEqualTo(10);
    assertThat(finding.changes()).extracting(KeyChange::label).containsExactly("KEY");
    assertThat(finding.runs()).isEqualTo(4);
    assertThat(tried).hasSize(4).doesNotContain(1, 17);
  }

  @Test
  void endsNotKnown_areTriedFirst() {
    firstBad = 2;
    Finding finding = find(versions(3), false, false);
    assertThat(suspects(finding)).containsExactly(2);
    assertThat(tried).containsExactly(3, 1, 2);
    assertThat(finding.runs()).isEqualTo(3);
  }

  @Test
  void newestIsGood_saysSo() {
    firstBad = 9;
    assertThatThrownBy(() -> find(versions(3), false, false))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessage("version 3, the newest to ask about, is good");
    assertThat(tried).containsExactly(3);
  }

  @Test
  void oldestIsBad_saysSo() {
    firstBad = 1;
    assertThatThrownBy(() -> find(versions(3), false, false))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessage("version 1, the oldest to ask about, is bad");
  }

  @Test
  void endThatCannotBeJudged_saysSo() {
    firstBad = 2;
    unjudged = Set.of(3);
    assertThatThrownBy(() -> find(versions(3), false, false))
        .hasMessage("version 3, the newest to ask about, cannot be judged");
  }

  @Test
  void versionsThatChangeNothingHere_areNotTried() {
    Map<String, String> one = Map.of("KEY", "1");
    Map<String, String> two = Map.of("KEY", "2");
    Past past = new Past().version(one).version(one).version(one).version(two);
    past.version(
        VaultContents.EMPTY
            .with(EnvironmentName.DEFAULT, two)
            .with(new EnvironmentName("staging"), Map.of("OTHER", "1")));
    firstBad = 4;
    Finding finding = find(past, true, true);
    assertThat(suspects(finding)).containsExactly(4);
    assertThat(tried).isEmpty();
  }

  @Test
  void nothingChanged_isRefusedWithoutATrial() {
    Map<String, String> same = Map.of("KEY", "1");
    assertThatThrownBy(() -> find(new Past().version(same).closed().version(same), false, false))
        .isInstanceOf(ClientException.Failed.class)
        .hasMessageContaining("is the same in all versions");
    assertThat(tried).isEmpty();
  }

  @Test
  void closedVersion_isASkipWithoutATrial() {
    Past past = new Past().version(Map.of("KEY", "1")).closed().version(Map.of("KEY", "2"));
    firstBad = 3;
    Finding finding = find(past, true, true);
    assertThat(finding.isCertain()).isFalse();
    assertThat(suspects(finding)).containsExactly(2, 3);
    assertThat(tried).isEmpty();
  }

  @Test
  void closedEnd_isRefusedWithoutATrial() {
    Past newest = versions(2).closed();
    assertThatThrownBy(() -> find(newest, true, true))
        .isInstanceOf(ClientException.Refused.class)
        .hasMessageStartingWith("version 3 cannot be opened here");
    Past oldest = new Past().closed().version(Map.of("KEY", "1"));
    assertThatThrownBy(() -> find(oldest, true, true)).isInstanceOf(ClientException.Refused.class);
    assertThat(tried).isEmpty();
  }

  @Test
  void skippedVersions_stayUnderSuspicion() {
    firstBad = 3;
    unjudged = Set.of(3, 4);
    Finding finding = find(versions(8), true, true);
    assertThat(suspects(finding)).containsExactly(3, 4, 5);
    assertThat(finding.lastGood().version()).isEqualTo(2);
  }
}
