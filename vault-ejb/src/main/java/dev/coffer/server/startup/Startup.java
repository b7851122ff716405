package dev.coffer.server.startup;

import dev.coffer.server.account.FirstAdministrator;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.token.KnownKeys;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Runs before the first request, in this order: tables, signing key, escrow key, first account. */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
  @Inject private Migrations migrations;
  @Inject private KnownKeys keys;
  @Inject private EscrowVersions escrow;
  @Inject private FirstAdministrator administrator;

  @PostConstruct
  void prepare() {
    migrations.apply();
    againAfterLostRace(keys::introduce);
    againAfterLostRace(escrow::introduce);
    againAfterLostRace(administrator::appoint);
  }

  /** A server that starts at the same moment may have made the row: then it is there by now. */
  private static void againAfterLostRace(Runnable step) {
    try {
      step.run();
    } catch (EJBException e) {
      step.run();
    }
  }
}
