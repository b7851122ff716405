package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.Malformed;
import java.util.Optional;

/** What a token says twice it says alike. */
final class Agreement {
  private Agreement() {}

  /**
   * Compares two statements.
   *
   * @throws Malformed naming the two claims, when {@code said} is there and not {@code meant}
   */
  static void require(String claim, Optional<String> said, String other, Optional<String> meant) {
    if (said.isPresent() && !said.equals(meant)) {
      throw new Malformed("the claims '" + claim + "' and '" + other + "' agree");
    }
  }

  static void require(String claim, Optional<String> said, String other, String meant) {
    require(claim, said, other, Optional.of(meant));
  }
}
