package dev.coffer.server.readiness;

import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.token.KnownKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Looks into the database as a request would, and waits as long as the pool lets it. */
@Stateless
public class DatabaseProbe {
  @EJB private EscrowVersions escrow;
  @Inject private KnownKeys keys;

  /** Fails with the database's failure, which includes tables that are not there. */
  public Readiness look() {
    if (!keys.matches()) {
      return Readiness.OTHER_SIGNING_KEY;
    }
    return escrow.hasAll() ? Readiness.READY : Readiness.OTHER_ESCROW_KEY;
  }
}
