package dev.coffer.server.readiness;

import dev.coffer.server.token.KnownKeys;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Looks into the database as a request would, and waits as long as the pool lets it. */
@Stateless
public class DatabaseProbe {
  @Inject private KnownKeys keys;

  /** Fails with the database's failure, which includes tables that are not there. */
  public Readiness look() {
    return keys.matches() ? Readiness.READY : Readiness.OTHER_SIGNING_KEY;
  }
}
