package dev.coffer.server.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One row of a result; columns are counted from 1, as in JDBC. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** The text of a column; empty for SQL's null. */
  public Optional<String> text(int column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  public boolean truth(int column) throws SQLException {
    return result.getBoolean(column);
  }

  /** The number in a column; empty for SQL's null. */
  public Optional<Long> number(int column) throws SQLException {
    long number = result.getLong(column);
    return result.wasNull() ? Optional.empty() : Optional.of(number);
  }

  /** The time in a column of microseconds since 1970-01-01T00:00:00Z; empty for SQL's null. */
  public Optional<Instant> time(int column) throws SQLException {
    return number(column).map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }
}
