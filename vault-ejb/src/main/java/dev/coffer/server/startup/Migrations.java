package dev.coffer.server.startup;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables to the form that this code expects, from whatever older form they have. The
 * folder of scripts, and the empty one that Flyway looks for beside it, have an empty file {@code
 * flyway.location}, by which they are found where a server keeps archives under an address of its
 * own.
 */
@ApplicationScoped
public class Migrations {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  /** Applies what is missing; several servers that start at once wait for the first one. */
  void apply() {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .failOnMissingLocations(true)
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
