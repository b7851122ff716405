package dev.coffer.web.health;

import dev.coffer.server.readiness.DatabaseProbe;
import dev.coffer.server.readiness.Readiness;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready while the database answers within two seconds, is migrated, and knows this server's signing
 * key. While a look is overdue no other one is begun, however often it is asked: a watcher must not
 * be what exhausts the pool.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class DatabaseReadiness implements HealthCheck {
  private static final int PATIENCE_SECONDS = 2;

  private final AtomicReference<Future<Readiness>> overdue = new AtomicReference<>();

  @EJB private DatabaseProbe probe;

  @Override
  public HealthCheckResponse call() {
    Future<Readiness> earlier = overdue.get();
    if (earlier != null && !earlier.isDone()) {
      return down("the database has not answered for more than 2 seconds");
    }
    overdue.set(null);
    Future<Readiness> look = probe.look();
    try {
      return answer(look.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      overdue.set(look);
      return down("the database did not answer within 2 seconds");
    } catch (ExecutionException e) {
      return down("the database is unavailable or not migrated");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down("the server is stopping");
    }
  }

  private static HealthCheckResponse answer(Readiness found) {
    return found == Readiness.READY
        ? HealthCheckResponse.named("database").up().build()
        : down(
            "the keystore of this server has another signing key than the one that the database"
                + " knows: give every server the same keystore");
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("database").down().withData("reason", reason).build();
  }
}
