package dev.coffer.server.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Gives everybody the same clock: UTC, in the microseconds that the database keeps. */
@ApplicationScoped
public class ServerClock {
  private static final Duration PRECISION = Duration.ofNanos(1_000);

  @Produces
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), PRECISION);
  }
}
