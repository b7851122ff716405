package dev.coffer.protocol.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.Malformed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimsTest {
  private static final String SECRET = "do-not-repeat-me";

  private static Claims of(String name, Object value) {
    Map<String, Object> values = new HashMap<>();
    values.put(name, value);
    return new Claims(values);
  }

  private static void refusedSilently(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("'x'")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void text_ofAnotherTypeOrForm_isRefusedWithoutItsContent() {
    refusedSilently(() -> of("x", List.of(SECRET)).text("x"));
    refusedSilently(() -> of("x", SECRET + "\n").text("x"));
    refusedSilently(() -> of("x", SECRET.repeat(100)).text("x"));
    refusedSilently(() -> of("x", 7).text("x"));
    refusedSilently(() -> of("x", null).text("x"));
    refusedSilently(() -> of("x", "").text("x"));
    refusedSilently(() -> of("x", SECRET).flag("x"));
    refusedSilently(() -> of("x", SECRET).time("x"));
    refusedSilently(() -> of("x", SECRET).inside("x"));
  }

  @Test
  void print_tellsNamesOnly() {
    assertThat(of("x", SECRET)).hasToString("claims [x]");
  }

  @Test
  void id_asNumberOrText_isTheSame() {
    assertThat(of("x", 7L).id("x")).contains("7");
    assertThat(of("x", 7.0).id("x")).contains("7");
    assertThat(of("x", 1.234567E9).id("x")).contains("1234567000");
    assertThat(of("x", "7").id("x")).contains("7");
    refusedSilently(() -> of("x", 7.5).id("x"));
    refusedSilently(() -> of("x", -7).id("x"));
    refusedSilently(() -> of("x", Double.NaN).id("x"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 1e19, Double.POSITIVE_INFINITY, Double.NaN, 1e300})
  void time_outsideOfTheCalendar_isRefused(double seconds) {
    refusedSilently(() -> of("x", seconds).time("x"));
  }

  @Test
  void time_withAFraction_isTheSecondBefore() {
    assertThat(of("x", 1.5).time("x")).contains(Instant.ofEpochSecond(1));
    assertThat(of("x", null).time("x")).isEmpty();
  }

  @Test
  void audiences_areATextOrAListOfTexts() {
    assertThat(of("aud", "a").audiences()).containsExactly("a");
    assertThat(of("aud", List.of("a", "b", "a")).audiences()).containsExactly("a", "b");
    assertThat(of("aud", List.of()).audiences()).isEmpty();
    assertThat(of("aud", null).audiences()).isEmpty();
    assertThatThrownBy(() -> of("aud", List.of(1)).audiences()).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> of("aud", List.of("")).audiences()).isInstanceOf(Malformed.class);
  }
}
