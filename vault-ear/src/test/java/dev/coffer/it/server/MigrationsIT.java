package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are made from empty on each database, once, and found as they are by a later start. */
final class MigrationsIT {
  private static final String HISTORY =
      "select \"version\", \"checksum\", \"success\" from \"flyway_schema_history\""
          + " where \"version\" is not null order by \"installed_rank\"";

  @Test
  void start_h2_migratesFromEmptyOnce() throws Exception {
    migratesOnce(Database.h2());
  }

  @Test
  void start_postgres_migratesFromEmptyOnce() throws Exception {
    migratesOnce(Database.postgres());
  }

  private static void migratesOnce(Database database) throws Exception {
    try (CofferServer server = CofferServer.on(database).start()) {
      server.stop();
      List<String> first = history(database);
      assertThat(first).hasSizeGreaterThanOrEqualTo(3).allMatch(row -> row.endsWith(" true"));
      assertThat(first.get(0)).startsWith("1 ");
      server.start();
      server.stop();
      assertThat(history(database)).isEqualTo(first);
    }
  }

  private static List<String> history(Database database) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(HISTORY)) {
      while (result.next()) {
        rows.add(result.getString(1) + " " + result.getInt(2) + " " + result.getBoolean(3));
      }
    }
    return rows;
  }
}
