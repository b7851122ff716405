package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("push", "pull", "status", "list", "list-remote", "rotate-key", "get", "set");

  @ParameterizedTest
  @CsvSource({
    "psuh, push",
    "pul, pull",
    "sttaus, status",
    "statsu, status",
    "lsit, list",
    "list-remot, list-remote",
    "rotate, rotate-key",
    "gett, get"
  })
  void nearest_toASlip_isTheWordMeant(String typed, String meant) {
    assertThat(Suggestions.nearest(typed, KNOWN)).contains(meant);
  }

  @Test
  void nearest_toAnotherWord_isNone() {
    assertThat(Suggestions.nearest("deploy", KNOWN)).isEmpty();
    assertThat(Suggestions.nearest("p", KNOWN)).isEmpty();
    assertThat(Suggestions.nearest("", KNOWN)).isEmpty();
  }
}
