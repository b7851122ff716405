package dev.coffer.web.oidc;

import java.time.Duration;

/**
 * How long published keys are believed.
 *
 * @param cache after which they are fetched again: a key that the issuer takes back is dead then
 * @param outage for how long the last ones count while the issuer does not answer
 */
record KeyTimes(Duration cache, Duration outage) {
  /** Between two fetches from one issuer, whatever tokens come: unknown key ids cost nothing. */
  static final Duration COOLDOWN = Duration.ofMinutes(1);
}
