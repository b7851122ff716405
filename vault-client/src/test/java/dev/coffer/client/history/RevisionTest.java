package dev.coffer.client.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-26T13:00:00+01:00[Europe/Berlin]");

  private static Revision parse(String text) {
    return Revision.parse(text, NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "@{7}", " @{ 7 } "})
  void number(String text) {
    assertThat(parse(text)).isEqualTo(new Revision.Numbered(7));
  }

  @ParameterizedTest
  @CsvSource({"~2,2", "@{~2},2", "head,0", "@{head},0", "HEAD,0", "@,0"})
  void distanceFromTheNewest(String text, int versions) {
    assertThat(parse(text)).isEqualTo(new Revision.Back(versions));
  }

  @ParameterizedTest
  @CsvSource({
    "2 days ago,2026-11-24T12:00:00Z",
    "@{2 days ago},2026-11-24T12:00:00Z",
    "2.days.ago,2026-11-24T12:00:00Z",
    "yesterday,2026-11-25T12:00:00Z",
    "a week ago,2026-11-19T12:00:00Z",
    "an hour ago,2026-11-26T11:00:00Z",
    "90 minutes ago,2026-11-26T10:30:00Z",
    "30 seconds ago,2026-11-26T11:59:30Z",
    "5 months ago,2026-06-26T11:00:00Z",
    "1 year ago,2025-11-26T12:00:00Z",
    "2026-11-20,2026-11-19T23:00:00Z",
    "2026-07-20,2026-07-19T22:00:00Z",
    "2026-11-20 14:00,2026-11-20T13:00:00Z",
    "2026-11-20T14:00:30,2026-11-20T13:00:30Z",
    "@{2026-11-20T14:00:00Z},2026-11-20T14:00:00Z",
    "2026-11-20T14:00:00.5-05:00,2026-11-20T19:00:00.500Z",
  })
  void time_isInTheZoneOfNow(String text, Instant time) {
    assertThat(parse(text)).isEqualTo(new Revision.At(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@{}",
        "-1",
        "3x",
        "~",
        "days ago",
        "2 days",
        "99999999999 days ago",
        "2 fortnights ago",
        "2026-13-01",
        "2026-11-20T25:00",
        "tomorrow",
        "@{3",
        "1234567890"
      })
  void anythingElse_isRefusedWithExamples(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            ClientException.Usage.class, e -> assertThat(e.hint().orElseThrow()).contains("~2"))
        .hasMessage("'" + text + "' names no version");
  }

  @Test
  void names_number_oneVersionWhateverTheHead() {
    Revision three = new Revision.Numbered(3);
    assertThat(three.names(3, 9, Optional.empty())).isTrue();
    assertThat(three.names(2, 9, Optional.empty())).isFalse();
    assertThat(three.number(9)).hasValue(3);
  }

  @Test
  void names_distance_countsFromTheHead() {
    Revision two = new Revision.Back(2);
    assertThat(two.names(7, 9, Optional.empty())).isTrue();
    assertThat(two.names(8, 9, Optional.empty())).isFalse();
    assertThat(two.number(9)).hasValue(7);
  }

  @Test
  void names_time_whatWasMadeThenOrBefore() {
    Instant noon = NOW.toInstant();
    Revision at = new Revision.At(noon);
    assertThat(at.names(3, 9, Optional.of(noon))).isTrue();
    assertThat(at.names(3, 9, Optional.of(noon.plusSeconds(1)))).isFalse();
    assertThat(at.names(3, 9, Optional.empty())).isFalse();
    assertThat(at.number(9)).isEmpty();
  }
}
