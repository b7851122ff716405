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

  abstract Database database() throws IOException, SQLException, InterruptedException;

  public CofferServer server() throws IOException, SQLException, InterruptedException {
    synchronized (STARTED) {
      CofferServer server = STARTED.get(this);
      if (server == null) {
        server = CofferServer.on(database()).start();
        STARTED.put(this, server);
      }
      return server;
    }
  }
}
