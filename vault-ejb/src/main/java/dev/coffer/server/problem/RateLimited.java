package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;
import java.time.Duration;

/** Says that there were too many attempts. */
public final class RateLimited extends VaultException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public RateLimited(Duration retryAfter) {
    super(Problem.RATE_LIMITED, "Too many attempts; wait before the next one");
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
