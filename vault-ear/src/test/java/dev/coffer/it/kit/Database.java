package dev.coffer.it.kit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An empty database for one server, or for several that are to behave as one. */
public record Database(String url, String user, String password) {
  /** A new H2 file with the durability that the product has by default. */
  public static Database h2() throws IOException {
    return new Database(
        "jdbc:h2:file:"
            + Workplace.folder("h2").resolve("coffer")
            + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
        "coffer",
        Workplace.random());
  }

  /** A new database in the PostgreSQL that all tests of this JVM share. */
  public static Database postgres() throws IOException, SQLException, InterruptedException {
    return Postgres.shared().createDatabase();
  }

  /** Looks into the database behind the server's back; of H2 only while no server has it open. */
  public Connection connect() throws SQLException {
    // Kept open after the last connection, H2's file would stay locked by this JVM.
    return DriverManager.getConnection(
        url.replace("DB_CLOSE_DELAY=-1", "DB_CLOSE_DELAY=0"), user, password);
  }

  @Override
  public String toString() {
    return url;
  }
}
