package dev.coffer.client.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
  @ParameterizedTest
  @CsvSource({
    "sk_*, sk_live, true",
    "sk_*, sk_, true",
    "sk_*, a_sk_live, false",
    "*_*_*, a_b_c, true",
    "a.c, abc, false",
    "a.c, a.c, true",
    "sk_(test|live)_*, sk_live_1, true",
    "sk_(test|live)_*, sk_prod_1, false",
    "(a*|b)!, axx!, true",
    "(a*|b)!, bx!, false",
    "x(|y), x, true",
    "a(b, a(b, true",
    "a)b, a)b, true",
    "a|b, a|b, true",
    "a|b, a, false",
    "^sk_.*$, sk_live, false",
    "\\d+, 5, false",
    "[ab], a, false",
  })
  void glob(String pattern, String value, boolean matches) {
    assertThat(TextPattern.glob(pattern).matches(value)).isEqualTo(matches);
  }

  @Test
  void glob_star_spansLines() {
    assertThat(TextPattern.glob("-----BEGIN *").matches("-----BEGIN KEY\nabc\n")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "^sk_(test|live)_[0-9a-z]+$, sk_live_9, true",
    "sk_[a-z]+, sk_a, true",
    "sk_[a-z]+, xsk_a, false",
    "sk_[a-z]+, sk_a1, false",
    "(?i)abc, ABC, true",
    "\\p{L}+, äö, true",
  })
  void regex_matchesTheWholeValue(String pattern, String value, boolean matches) {
    assertThat(TextPattern.regex(pattern).matches(value)).isEqualTo(matches);
  }

  /** With java.util.regex the first three would go on for longer than the universe has. */
  @ParameterizedTest
  @ValueSource(strings = {"(x+x+)+y", "(x|x|xx)*y", "(x*)*y", "(.*.*.*.*=)*z", "x{1,900}y"})
  void regex_thatBacktracksElsewhere_isLinear(String pattern) {
    assertThat(TextPattern.regex(pattern).matches("x".repeat(TextPattern.MAX_VALUE))).isFalse();
  }

  @Test
  void glob_ofManyStars_isLinear() {
    String pattern = "*x".repeat(400) + "y";
    assertThat(TextPattern.glob(pattern).matches("x".repeat(10_000))).isFalse();
  }

  @Test
  void matches_valueBeyondTheBound_isFalse() {
    TextPattern any = TextPattern.regex("(?s).*");
    assertThat(any.matches("x".repeat(TextPattern.MAX_VALUE))).isTrue();
    assertThat(any.matches("x".repeat(TextPattern.MAX_VALUE + 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "((((a{999,}){9,999}){999}){999}){999}",
        "(((((((((a{99}){99}){99}){99}){99}){99}){99}){99}){99})",
        "(a{100}){100}",
      })
  void regex_thatWouldGrowWithoutBound_isRefused(String pattern) {
    assertThatThrownBy(() -> TextPattern.regex(pattern))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Za-z0-9_-]{10,500}\\.[A-Za-z0-9_-]{10,1000}\\.[A-Za-z0-9_-]{10,1000}",
        "([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})",
        "[a-z]{1,63}(\\.[a-z]{1,63}){1,8}",
      })
  void regex_asPeopleWriteThem_isTaken(String pattern) {
    assertThat(TextPattern.regex(pattern).text()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a", "a**", "(?=a)b", "(a)\\1", "[b-a]"})
  void regex_thatIsNone_isRefused(String pattern) {
    assertThatThrownBy(() -> TextPattern.regex(pattern))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("is not a regular expression");
  }

  @Test
  void pattern_tooLong_isRefused() {
    String text = "a".repeat(1_001);
    assertThatThrownBy(() -> TextPattern.regex(text)).hasMessageContaining("1000 characters");
    assertThatThrownBy(() -> TextPattern.glob(text)).hasMessageContaining("1000 characters");
  }
}
