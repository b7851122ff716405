package dev.coffer.server.sql;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Runs single statements, which see what JPA has flushed. A failure of the database is thrown as
 * JPA's would be, with the driver's exception as its cause.
 */
@ApplicationScoped
public class Statements {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
  private DataSource alone;

  /** What {@code reader} makes of the first row of a select; empty when there is none. */
  public <T> Optional<T> first(String select, Row.Reader<T> reader, Object... parameters) {
    return first(database, select, reader, parameters);
  }

  /**
   * The same where no transaction is under way, and none is needed: the connection commits by
   * itself, and is free again before this returns instead of when the request ends. Inside a
   * transaction this would be a second connection, which sees nothing of the first one's.
   */
  public <T> Optional<T> firstAlone(String select, Row.Reader<T> reader, Object... parameters) {
    return first(alone, select, reader, parameters);
  }

  private static <T> Optional<T> first(
      DataSource database, String select, Row.Reader<T> reader, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, select, parameters);
        ResultSet result = statement.executeQuery()) {
      return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
    } catch (SQLException e) {
      throw new PersistenceException("a select failed", e);
    }
  }

  /** What {@code reader} makes of each row of a select, in its order. */
  public <T> List<T> all(String select, Row.Reader<T> reader, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, select, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(new Row(result)));
      }
      return rows;
    } catch (SQLException e) {
      throw new PersistenceException("a select failed", e);
    }
  }

  /** Runs an insert, update or delete; answers how many rows it changed. */
  public int change(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException("a change failed", e);
    }
  }

  /** Runs an insert, update or delete once for each of {@code rows}, all in one exchange. */
  public void changeEach(String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        fill(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException("a change of many rows failed", e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    fill(statement, parameters);
    return statement;
  }

  private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
