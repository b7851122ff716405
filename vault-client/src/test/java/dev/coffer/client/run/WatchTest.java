package dev.coffer.client.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.run.Watch.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final List<String> said = new ArrayList<>();
  private ClientException failure;
  private ClientException unreadable;
  private Variables local = values("one");
  private final Watch watch = new Watch(local, this::pull, this::read, INTERVAL, said::add);

  private static Variables values(String value) {
    return Variables.of(new TreeMap<>(Map.of("KEY", value)), List.of());
  }

  private void pull() {
    if (failure != null) {
      throw failure;
    }
  }

  private Variables read() {
    if (unreadable != null) {
      throw unreadable;
    }
    return local;
  }

  private static ClientException away() {
    return new ClientException.Unreachable("the server does not answer", "look", null);
  }

  @Test
  void look_withoutAChange_findsNothing() {
    for (int i = 0; i < 3; i++) {
      Look look = watch.look();
      assertThat(look.arrived()).isEmpty();
      assertThat(look.next()).isEqualTo(INTERVAL);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void severalVersionsInARow_areOneArrival() {
    local = values("two");
    Look first = watch.look();
    assertThat(first.arrived()).isEmpty();
    assertThat(first.next()).isLessThan(INTERVAL);
    local = values("three");
    assertThat(watch.look().arrived()).isEmpty();
    Look settled = watch.look();
    assertThat(settled.arrived()).contains(values("three"));
    assertThat(settled.next()).isEqualTo(INTERVAL);
    assertThat(watch.look().arrived()).isEmpty();
  }

  @Test
  void change_thatIsTakenBack_isNone() {
    local = values("two");
    watch.look();
    local = values("one");
    assertThat(watch.look().arrived()).isEmpty();
    assertThat(watch.look().arrived()).isEmpty();
  }

  @Test
  void values_thatNeverSettle_arriveAllTheSame() {
    int looks = 0;
    boolean arrived = false;
    while (!arrived && looks++ < 20) {
      local = values("version " + looks);
      arrived = watch.look().arrived().isPresent();
    }
    assertThat(arrived).isTrue();
  }

  @Test
  void awayServer_isSaidOnceAndAskedLessAndLess_untilItIsBack() {
    failure = away();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      waits.add(watch.look().next().toSeconds());
    }
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L, 300L);
    assertThat(said)
        .containsExactly("watching: the server does not answer; the command runs on, trying again");
    failure = null;
    assertThat(watch.look().next()).isEqualTo(INTERVAL);
    watch.look();
    assertThat(said).hasSize(2).last().isEqualTo("watching: the server answers again");
  }

  @Test
  void awayServer_doesNotHideALocalChange() {
    failure = away();
    local = values("set here");
    watch.look();
    assertThat(watch.look().arrived()).contains(values("set here"));
  }

  @Test
  void localEditsInTheWay_areSaidOnceWithWhatToDo() {
    failure = new ClientException.Conflict("version 7 would overwrite KEY", "coffer diff");
    for (int i = 0; i < 3; i++) {
      assertThat(watch.look().arrived()).isEmpty();
    }
    assertThat(said)
        .containsExactly(
            "watching: version 7 would overwrite KEY; the command runs on, trying again",
            "hint: coffer diff");
  }

  @Test
  void valuesThatCannotBeResolved_leaveTheCommandItsOldOnes() {
    unreadable = new ClientException.Usage("references go round", null);
    assertThat(watch.look().arrived()).isEmpty();
    assertThat(said).hasSize(1);
    unreadable = null;
    local = values("two");
    watch.look();
    assertThat(watch.look().arrived()).contains(values("two"));
  }

  static Stream<ClientException> refusals() {
    return Stream.of(
        new ClientException.NotSignedIn("the session has ended", "coffer login"),
        new ClientException.Refused(403, "forbidden", "no", null, null),
        new ClientException.Refused(401, "not_signed_in", "no", null, null));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusal_endsTheWatch(ClientException refusal) {
    failure = refusal;
    local = values("two");
    assertThatThrownBy(watch::look)
        .isSameAs(refusal)
        .extracting(e -> ((ClientException) e).exitCode())
        .isEqualTo(3);
  }
}
