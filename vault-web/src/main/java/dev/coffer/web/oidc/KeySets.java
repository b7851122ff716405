package dev.coffer.web.oidc;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys of every issuer that the server trusts; there are no more of them than configured. */
@ApplicationScoped
public class KeySets {
  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "coffer.oidc.jwks.cache.seconds")
  private long cacheSeconds;

  @Inject
  @ConfigProperty(name = "coffer.oidc.jwks.outage.seconds")
  private long outageSeconds;

  @Inject
  @ConfigProperty(name = "coffer.oidc.private.addresses")
  private boolean privateAddresses;

  private final Map<String, IssuerKeys> sets = new ConcurrentHashMap<>();
  private KeySource source;
  private KeyTimes times;

  @PostConstruct
  void prepare() {
    source = new Discovery(new IssuerConnection(privateAddresses)::text);
    times = new KeyTimes(Duration.ofSeconds(cacheSeconds), Duration.ofSeconds(outageSeconds));
  }

  IssuerKeys of(Issuer issuer) {
    return sets.computeIfAbsent(
        issuer.address(), address -> new IssuerKeys(address, source, times, clock));
  }
}
