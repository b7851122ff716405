package dev.coffer.web.problem;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;

/** Tells by a failure's causes what the database meant; SQLSTATE where there is a standard one. */
public final class DatabaseFailure {
  /** Serialization failure, deadlock (PostgreSQL, H2); concurrent update, lock timeout (H2). */
  private static final Set<String> LOST_RACE = Set.of("40001", "40P01", "90131", "HYT00");

  /** Two transactions made the same row; seen again, the row is there. */
  private static final String UNIQUE_VIOLATION = "23505";

  /** Shutting down, starting up, too many connections (PostgreSQL); broken, closed (H2). */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "53300", "90067", "90098", "90121");

  /** A connection that was there is gone (SQL standard, PostgreSQL's shutdown, H2). */
  private static final Set<String> BROKEN =
      Set.of("08003", "08006", "57P01", "90067", "90098", "90121");

  private static final String CANNOT_CONNECT = "08001";
  private static final String CONNECTION_CLASS = "08";
  private static final int MAX_CAUSES = 20;

  private DatabaseFailure() {}

  /** Whether the same request may well succeed when it is tried again at once. */
  public static boolean isLostRace(Throwable failure) {
    return anyCause(failure, DatabaseFailure::isLostRaceItself);
  }

  /** Whether there is no working connection to the database. */
  public static boolean isUnavailable(Throwable failure) {
    return anyCause(failure, cause -> cause instanceof SQLException sql && isAway(sql));
  }

  /** Whether a pooled connection turned out to be dead, while a new one was not refused. */
  public static boolean isBrokenConnection(Throwable failure) {
    return anyCause(
            failure, cause -> cause instanceof SQLException sql && BROKEN.contains(state(sql)))
        && !anyCause(
            failure,
            cause -> cause instanceof SQLException sql && state(sql).equals(CANNOT_CONNECT));
  }

  private static boolean isLostRaceItself(Throwable cause) {
    return cause instanceof OptimisticLockException
        || (cause instanceof SQLException sql
            && (LOST_RACE.contains(state(sql)) || state(sql).equals(UNIQUE_VIOLATION)));
  }

  private static boolean isAway(SQLException sql) {
    return sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || sql instanceof SQLRecoverableException
        || state(sql).startsWith(CONNECTION_CLASS)
        || AWAY.contains(state(sql));
  }

  private static String state(SQLException sql) {
    return sql.getSQLState() == null ? "" : sql.getSQLState();
  }

  private static boolean anyCause(Throwable failure, Predicate<Throwable> is) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (is.test(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
