package dev.coffer.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsTest {
  @Test
  void line_anyFacts_sortedCompactAndOnOneLine() {
    assertThat(Facts.line(Map.of("b", 2, "a", "x\"\\\n\u0085é", "c", true, "d", 5L)))
        .isEqualTo("{\"a\":\"x\\\"\\\\\\u000a\\u0085é\",\"b\":2,\"c\":true,\"d\":5}");
    assertThat(Facts.line(Map.of())).isEqualTo("{}");
  }

  @Test
  void line_whatHasNoForm_refused() {
    assertThatThrownBy(() -> Facts.line(Map.of("a", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Facts.line(Map.of("a", "x".repeat(2_000))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
