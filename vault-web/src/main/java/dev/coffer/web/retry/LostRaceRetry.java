package dev.coffer.web.retry;

import dev.coffer.web.problem.DatabaseFailure;
import jakarta.annotation.Priority;
import jakarta.ejb.EJBException;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;

/**
 * Runs the method again, a few times, while its transaction loses races, and for each pooled
 * connection that turns out to be dead: after an outage of the database, each thread may still hold
 * two, one for transactions and one for single statements.
 */
@Interceptor
@RetriesLostRaces
@Priority(Interceptor.Priority.APPLICATION)
public class LostRaceRetry {
  private static final int MAX_ATTEMPTS = 10;
  private static final int CONNECTIONS_OF_A_THREAD = 2;

  /**
   * The method's own result.
   *
   * @throws Exception what the method throws, when it is no lost race or the attempts are used up
   */
  @AroundInvoke
  public Object run(InvocationContext call) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.proceed();
      } catch (EJBException | PersistenceException failure) {
        if (!isWorthAnother(attempt, failure)) {
          throw failure;
        }
      }
    }
  }

  private static boolean isWorthAnother(int attempt, RuntimeException failure) {
    return (attempt < MAX_ATTEMPTS && DatabaseFailure.isLostRace(failure))
        || (attempt <= CONNECTIONS_OF_A_THREAD && DatabaseFailure.isBrokenConnection(failure));
  }
}
