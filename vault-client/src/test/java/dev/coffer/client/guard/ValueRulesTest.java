package dev.coffer.client.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "secret7",
        "production",
        "localhost",
        "127.0.0.1",
        "2026-11-26",
        "00000000000000",
        "eu-central-1",
        "us-east-1a",
        "http://localhost:3000",
        "   short    "
      })
  void ordinary_isNotSearched(String value) {
    assertThat(ValueRules.notSearched(value)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter22",
        "sk_test_4242",
        "correcthorsebatterystaple",
        "postgres://u:p@db.example.com/app",
        "4929123456789012",
        "pässwörter",
        "x7$kQ!pL"
      })
  void value_isSearched(String value) {
    assertThat(ValueRules.notSearched(value)).isEmpty();
  }
}
