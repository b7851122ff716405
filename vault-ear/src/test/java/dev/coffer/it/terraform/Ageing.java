package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Forge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Lets time pass for one access token, and for nothing else. */
record Ageing(CofferServer server) {
  private static final String OLDER =
      "update access_token set created_at = created_at - ?, expires_at = expires_at - ?"
          + " where id = ?";

  /** On a server whose database can be looked into while it runs. */
  static Ageing of(CofferServer server) {
    return new Ageing(server);
  }

  /** What {@code token} is once {@code time} has passed: the server has it that much older too. */
  String by(Duration time, String token) throws Exception {
    Forge aged = Forge.aged(server, token, time);
    try (Connection connection = server.database().connect();
        PreparedStatement statement = connection.prepareStatement(OLDER)) {
      long microseconds = time.get(ChronoUnit.SECONDS) * 1_000_000;
      statement.setLong(1, microseconds);
      statement.setLong(2, microseconds);
      statement.setString(3, aged.id());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    return aged.genuine();
  }
}
