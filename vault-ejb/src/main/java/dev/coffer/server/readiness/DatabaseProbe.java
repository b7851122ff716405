package dev.coffer.server.readiness;

import dev.coffer.server.token.KnownKeys;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.Future;

/**
 * Looks into the database on a thread of its own, so that who asks can stop waiting: a starved pool
 * lets its callers hang for half a minute.
 */
@Stateless
public class DatabaseProbe {
  @Inject private KnownKeys keys;

  /** Fails with the database's failure, which includes tables that are not there. */
  @Asynchronous
  public Future<Readiness> look() {
    return new AsyncResult<>(keys.matches() ? Readiness.READY : Readiness.OTHER_SIGNING_KEY);
  }
}
