package dev.coffer.web.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The keys of one issuer, as far as this server knows them. Asks the issuer at most once a minute,
 * one thread at a time; others go on with the keys that there are. Safe for many threads.
 */
final class IssuerKeys {
  private static final Logger LOG = Logger.getLogger(IssuerKeys.class.getName());
  private static final int PATIENCE_SECONDS = 15;

  private final String issuer;
  private final KeySource source;
  private final KeyTimes times;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Known known = new Known(KeyRing.EMPTY, Instant.MIN);
  private volatile Instant asked = Instant.MIN;

  private record Known(KeyRing ring, Instant since) {}

  IssuerKeys(String issuer, KeySource source, KeyTimes times, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.times = times;
    this.clock = clock;
  }

  /** The key with this id for this algorithm; empty when the issuer has none that we know. */
  Optional<JWSVerifier> verifier(String keyId, JWSAlgorithm algorithm) {
    Instant now = clock.instant();
    if (!isFresh(now) || !known.ring().has(keyId)) {
      refresh(keyId, now);
    }
    return isUsable(now) ? known.ring().verifier(keyId, algorithm) : Optional.empty();
  }

  /** Whether there are any keys to decide by. */
  boolean isUsable() {
    return isUsable(clock.instant());
  }

  private boolean isFresh(Instant now) {
    return known.since().isAfter(now.minus(times.cache()));
  }

  private boolean isUsable(Instant now) {
    return isFresh(now) || known.since().isAfter(now.minus(times.outage()));
  }

  private void refresh(String keyId, Instant now) {
    boolean canGoOn = isUsable(now) && known.ring().has(keyId);
    boolean isUnderWay = fetching.isLocked() && !canGoOn;
    if ((!isDue(now) && !isUnderWay) || !enter(canGoOn)) {
      return;
    }
    try {
      if (isDue(now)) {
        asked = now;
        known = new Known(source.fetch(issuer), now);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "The keys of " + issuer + " cannot be read");
    } finally {
      fetching.unlock();
    }
  }

  private boolean isDue(Instant now) {
    return !asked.isAfter(now.minus(KeyTimes.COOLDOWN));
  }

  /** Waits for a fetch that is under way only when there is nothing to go on with. */
  private boolean enter(boolean canGoOn) {
    try {
      return fetching.tryLock(canGoOn ? 0 : PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
