package dev.coffer.terraform.walk;

import dev.coffer.terraform.declaration.Declined;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody did not answer a short while ago: each of hundreds of resources would wait for
 * them in turn, and they all are told the same at once instead. Safe for several threads.
 */
public final class Silence {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(20);

  private final Clock clock;
  private volatile Optional<Noticed> noticed = Optional.empty();

  /**
   * Somebody was silent.
   *
   * @param declined what everybody is told
   */
  private record Noticed(Declined declined, Instant until) {}

  public Silence(Clock clock) {
    this.clock = clock;
  }

  /** They do not answer; {@code declined} says so, now and for a while. */
  public Declined begin(Declined declined) {
    noticed = Optional.of(new Noticed(declined, clock.instant().plus(LEFT_ALONE)));
    return declined;
  }

  /**
   * Returns when they may be asked.
   *
   * @throws Declined while they are left alone
   */
  public void requireOver() {
    Instant now = clock.instant();
    noticed
        .filter(known -> now.isBefore(known.until()))
        .map(Noticed::declined)
        .ifPresent(
            known -> {
              throw new Declined(known.reason(), known.getMessage(), known.advice());
            });
  }
}
