package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are made from empty on each database, once, and found as they are by a later start. */
final class MigrationsIT {
  private static final Path SCRIPTS =
      Path.of("..", "vault-ejb", "src", "main", "resources", "db", "migration");
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

  @Test
  void version4_h2_keepsWhatIsThere() throws Exception {
    version4Keeps(Database.h2());
  }

  @Test
  void version4_postgres_keepsWhatIsThere() throws Exception {
    version4Keeps(Database.postgres());
  }

  private static void version4Keeps(Database database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String script :
          List.of("V1__accounts_and_devices.sql", "V2__vaults.sql", "V3__audit.sql")) {
        statement.execute(Files.readString(SCRIPTS.resolve(script)));
      }
      statement.execute(
          "insert into account values ('a', 'n', false, 'p', false, 1);"
              + "insert into vault values ('v', 'a', 'id', 2, 'coffer/1', 1, 'h', 'd', 7, 'name',"
              + " '{}', 9);"
              + "insert into vault_version values ('v', 2, 'coffer/1', 1, 'blob', null, 'k', 'n', 9,"
              + " 4);"
              + "insert into wrapped_key values ('v', 1, 'k', 'note')");
      statement.execute(Files.readString(SCRIPTS.resolve("V4__organisations.sql")));
      assertThat(
              row(
                  statement,
                  "select owner_id, vault_id, version, format, epoch, head_digest, push_digest,"
                      + " keys_revision, chain_sequence, name, env_schema, updated_at from vault"))
          .isEqualTo("a id 2 coffer/1 1 h d 7 null name {} 9");
      assertThat(
              row(
                  statement,
                  "select vault, version, format, epoch, encrypted_blob, wrapped_key, author,"
                      + " account, created_at, size from vault_version"))
          .isEqualTo("v 2 coffer/1 1 blob null k n 9 4");
      assertThat(row(statement, "select vault, epoch, recipient, scope, note from wrapped_key"))
          .isEqualTo("v 1 k vault note");
      // The keys lead to the tables under their new names.
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () ->
                  statement.execute("insert into wrapped_key values ('x', 1, 'k', 'vault', 'n')"));
    }
  }

  @Test
  void version6_h2_knowsHeadsAndWhatWasTakenAway() throws Exception {
    version6Knows(Database.h2());
  }

  @Test
  void version6_postgres_knowsHeadsAndWhatWasTakenAway() throws Exception {
    version6Knows(Database.postgres());
  }

  private static void version6Knows(Database database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String script :
          List.of(
              "V1__accounts_and_devices.sql",
              "V2__vaults.sql",
              "V3__audit.sql",
              "V4__organisations.sql",
              "V5__lpm_sharing.sql")) {
        statement.execute(Files.readString(SCRIPTS.resolve(script)));
      }
      statement.execute(
          "insert into vault values ('v', 'o', 'here', 2, 'coffer/1', 1, 'h', 'd', 7, null, null,"
              + " null, 9);"
              + "insert into vault_version values ('v', 1, 'coffer/1', 1, 'b', null, 'k', 'n', 8,"
              + " 1);"
              + "insert into vault_version values ('v', 2, 'coffer/1', 1, 'b', null, 'k', 'n', 9,"
              + " 1);");
      statement.execute(logged(1, "push", "\"version\":9"));
      statement.execute(logged(2, "unshare", "\"version\":9"));
      statement.execute(logged(3, "unshare", "\"version\":10"));
      statement.execute(logged(4, "keys_add", "\"added\":1,\"epoch\":1"));
      statement.execute(Files.readString(SCRIPTS.resolve("V6__floors.sql")));
      assertThat(row(statement, "select digest from vault_version where version = 2"))
          .isEqualTo("h");
      assertThat(row(statement, "select digest from vault_version where version = 1"))
          .isEqualTo("null");
      assertThat(row(statement, "select owner_id, vault_id, version from unshared_vault"))
          .isEqualTo("o gone 10");
    }
  }

  private static String logged(int sequence, String action, String facts) {
    return "insert into audit_row values ('o', "
        + sequence
        + ", null, 1, 'a', 'd', '"
        + action
        + "', 'ok', 'gone', '{"
        + facts
        + "}', '')";
  }

  private static String row(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(result.getString(i)));
      }
      assertThat(result.next()).isFalse();
      return String.join(" ", values);
    }
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
