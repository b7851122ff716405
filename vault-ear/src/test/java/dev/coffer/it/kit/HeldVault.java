package dev.coffer.it.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/**
 * A vault's row, held in PostgreSQL behind the server's back: requests that need it stand in line,
 * in the order in which they came, until it is let go.
 */
public final class HeldVault implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Connection holding;
  private final Connection watching;

  private HeldVault(Connection holding, Connection watching) {
    this.holding = holding;
    this.watching = watching;
  }

  /** Holds {@code owner}'s vault of this id. */
  public static HeldVault of(UUID owner, String vault) throws Exception {
    Database database = Running.POSTGRESQL.server().database();
    HeldVault held = new HeldVault(database.connect(), database.connect());
    held.holding.setAutoCommit(false);
    try (var select =
        held.holding.prepareStatement(
            "select id from vault where owner_id = ? and vault_id = ? for update")) {
      select.setString(1, owner.toString());
      select.setString(2, vault);
      if (!select.executeQuery().next()) {
        throw new AssertionError("there is no such vault");
      }
    }
    return held;
  }

  /** Returns once {@code requests} of the server's transactions wait for another one. */
  public void await(int requests) throws Exception {
    Eventually.holds(requests + " wait", PATIENCE, () -> waiting() == requests);
  }

  private int waiting() throws SQLException {
    try (Statement statement = watching.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")) {
      result.next();
      return result.getInt(1);
    }
  }

  /** Lets go. */
  public void release() throws SQLException {
    holding.rollback();
  }

  @Override
  public void close() throws SQLException {
    holding.close();
    watching.close();
  }
}
