package dev.coffer.it.kit;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The servers that live as long as the test run, one on each database, each started when needed.
 */
public enum Running {
  H2 {
    @Override
    Database database() throws IOException {
      return Database.h2();
    }
  },
  POSTGRESQL {
    @Override
    Database database() throws IOException, SQLException, InterruptedException {
      return Database.postgres();
    }
  };

  private static final Map<Running, CofferServer> STARTED = new EnumMap<>(Running.class);
  private static final Map<Running, People> PEOPLE = new EnumMap<>(Running.class);
  // Every test signs in from the same address.
  private static final String ADDRESS_LIMIT = "COFFER_SIGNIN_ATTEMPTS_ADDRESS";
  private static final String MANY = "100000";
  // Hundreds of people sign in for the first time.
  private static final String PASSWORD_MEMORY = "COFFER_PASSWORD_MEMORY_KIB";
  private static final String LITTLE = "256";

  abstract Database database() throws IOException, SQLException, InterruptedException;

  public CofferServer server() throws IOException, SQLException, InterruptedException {
    synchronized (STARTED) {
      CofferServer server = STARTED.get(this);
      if (server == null) {
        server =
            CofferServer.on(database())
                .with(ADDRESS_LIMIT, MANY)
                .with(PASSWORD_MEMORY, LITTLE)
                .start();
        STARTED.put(this, server);
      }
      return server;
    }
  }

  /** The accounts of {@link #server}. */
  public People people() throws IOException, SQLException, InterruptedException {
    synchronized (STARTED) {
      CofferServer server = server();
      People people = PEOPLE.get(this);
      if (people == null) {
        people = People.of(server);
        PEOPLE.put(this, people);
      }
      return people;
    }
  }
}
