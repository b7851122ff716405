package dev.coffer.web.health;

import dev.coffer.server.readiness.DatabaseProbe;
import dev.coffer.server.readiness.Readiness;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready while the database answers within two seconds, is migrated, and knows this server's signing
 * key. One look is under way at a time, in the thread that asked first; whoever asks meanwhile gets
 * what the look before it found, or a refusal once it is overdue. So a watcher needs no second
 * thread of a busy server, and is never what exhausts the pool.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class DatabaseReadiness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AtomicReference<Long> lookBegan = new AtomicReference<>();
  private volatile HealthCheckResponse lastFound = down("the database was not looked at yet");

  @EJB private DatabaseProbe probe;

  @Override
  public HealthCheckResponse call() {
    Long now = System.nanoTime();
    Long began = lookBegan.compareAndExchange(null, now);
    if (began != null) {
      return now - began < PATIENCE.toNanos()
          ? lastFound
          : down("the database has not answered for more than 2 seconds");
    }
    try {
      lastFound = look();
      return lastFound;
    } finally {
      lookBegan.set(null);
    }
  }

  private HealthCheckResponse look() {
    try {
      return answer(probe.look());
    } catch (EJBException e) {
      return down(
          "the database is unavailable or not migrated, or the escrow key's keystore cannot be used;"
              + " the log says which");
    }
  }

  private static HealthCheckResponse answer(Readiness found) {
    return switch (found) {
      case READY -> HealthCheckResponse.named("database").up().build();
      case OTHER_SIGNING_KEY ->
          down(
              "the keystore of this server has another signing key than the one that the database"
                  + " knows: give every server the same keystore");
      case OTHER_ESCROW_KEY ->
          down(
              "a version of the escrow key that the database knows is not in this server's"
                  + " keystore: give every server the same one");
    };
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("database").down().withData("reason", reason).build();
  }
}
