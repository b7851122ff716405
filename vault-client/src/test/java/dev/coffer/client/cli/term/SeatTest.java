package dev.coffer.client.cli.term;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatTest {
  /** As of JDK 22: it says what it is. */
  public record Telling(boolean isTerminal) {}

  /** As before: there is one only where there is a terminal. */
  public record Silent() {}

  @Test
  void isTerminal_asTheConsoleSays() {
    assertThat(Seat.isTerminal(Telling.class, new Telling(false))).isFalse();
    assertThat(Seat.isTerminal(Telling.class, new Telling(true))).isTrue();
  }

  @Test
  void isTerminal_ofAnOlderJdk_isOne() {
    assertThat(Seat.isTerminal(Silent.class, new Silent())).isTrue();
  }

  @Test
  void of_noConsole_isEmpty() {
    assertThat(Seat.of(null)).isEmpty();
  }
}
