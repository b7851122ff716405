package dev.coffer.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {
  @Test
  void serializationFailure_isALostRace_andABrokenConnectionIsNone() {
    assertThat(DatabaseFailure.isLostRace(failed("40001"))).isTrue();
    assertThat(DatabaseFailure.isLostRace(failed("08006"))).isFalse();
    assertThat(DatabaseFailure.isBrokenConnection(failed("08006"))).isTrue();
  }

  private static PersistenceException failed(String state) {
    return new PersistenceException("a select failed", new SQLException("of this test", state));
  }
}
