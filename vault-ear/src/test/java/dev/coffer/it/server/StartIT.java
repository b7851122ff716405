package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Running;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StartIT {
  @ParameterizedTest
  @EnumSource(Running.class)
  void start_emptyDatabase_readyAndWithoutComplaint(Running where) throws Exception {
    assertThat(where.server().api().get("/health/ready").status()).isEqualTo(200);
    // CWWKF0001E: a feature that server.xml names is not there, and Liberty starts all the same.
    assertThat(where.server().log()).doesNotContain("CWWKF0001E").doesNotContain("[ERROR");
  }
}
