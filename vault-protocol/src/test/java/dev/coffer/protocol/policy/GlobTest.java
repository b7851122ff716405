package dev.coffer.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "main,main",
    "release/*,release/1.2",
    "release/**,release/1/2",
    "**,any/thing",
    "**,''",
    "*,main",
    "v?.?,v1.2",
    "v*.*,v1.2.3",
    "*-rc,2.0-rc",
    "**/fix,a/b/fix",
    "***,a/b",
    "a.b,a.b",
    "(x|y)+,(x|y)+",
  })
  void matches_theWholeName(String pattern, String name) {
    assertThat(new Glob(pattern).matches(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "main,Main",
    "main,main2",
    "main,xmain",
    "release/*,release/1/2",
    "release/*,release",
    "*,a/b",
    "v?,v/",
    "v?,v",
    "a.b,axb",
    "*-rc,2.0-rc2",
    "main,'main\n'",
    "*,'a\n/b'",
  })
  void doesNotMatch_anythingElse(String pattern, String name) {
    assertThat(new Glob(pattern).matches(name)).isFalse();
  }

  /** A pattern that would keep a backtracking matcher busy for longer than anybody waits. */
  @Test
  void matches_inProportion_whateverThePattern() {
    Glob hostile = new Glob("*a".repeat(127) + "b");
    assertThat(hostile.matches("a".repeat(10_000))).isFalse();
    assertThat(hostile.matches("a".repeat(10_000) + "b")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"main,false", "release/*,true", "v?,true", "a.b,false"})
  void isWild_whereItCanMatchOtherNames(String pattern, boolean wild) {
    assertThat(new Glob(pattern).isWild()).isEqualTo(wild);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " main", "main "})
  void make_ofWhatCannotStandInALine_isMalformed(String pattern) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new Glob(pattern));
  }
}
