package dev.coffer.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | 0 | connection
          1.1.1.1           | 0 | connection
          ''                | 1 | connection
          1.1.1.1           | 1 | 1.1.1.1
          6.6.6.6, 1.1.1.1  | 1 | 1.1.1.1
          6.6.6.6,1.1.1.1,2 | 2 | 1.1.1.1
          1.1.1.1           | 2 | connection
          1.1.1.1,          | 1 | connection
          """)
  void address_headerAndHops_neverTheClientsOwnClaim(String header, int hops, String expected) {
    assertThat(ForwardedFor.address("connection", header, hops)).isEqualTo(expected);
  }
}
