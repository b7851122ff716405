package dev.coffer.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {
  /** As Open Liberty 26.0.0.3 said it after four minutes of 32 clients. */
  @Test
  void connectionOfferedTwice_isALostRace() {
    Exception refused =
        new IllegalStateException(
            "markInUse: illegal state exception. State = STATE_TRAN_WRAPPER_INUSE MCW = 497a607f");
    assertThat(DatabaseFailure.isLostRace(new EJBException("See nested exception", refused)))
        .isTrue();
  }

  @Test
  void anotherIllegalState_isNone() {
    Exception other = new IllegalStateException("closed");
    assertThat(DatabaseFailure.isLostRace(new EJBException("See nested exception", other)))
        .isFalse();
  }

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
