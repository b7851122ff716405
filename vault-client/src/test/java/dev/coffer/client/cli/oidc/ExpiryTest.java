package dev.coffer.client.cli.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.5Z");

  @ParameterizedTest
  @CsvSource({
    "90d,2027-02-24T12:00:00Z",
    "2027-01-31,2027-02-01T00:00:00Z",
    "2026-11-26,2026-11-27T00:00:00Z",
    "2027-01-31T08:00:00Z,2027-01-31T08:00:00Z"
  })
  void read_whatPeopleWrite(String text, String expected) {
    assertThat(Expiry.read(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0d", "d", "-1d", "90", "2026-11-25", "2026-02-30", "2026-11-26T11:00:00Z"})
  void read_pastOrNoTime_isRefused(String text) {
    assertThatExceptionOfType(ClientException.Usage.class).isThrownBy(() -> Expiry.read(text, NOW));
  }
}
