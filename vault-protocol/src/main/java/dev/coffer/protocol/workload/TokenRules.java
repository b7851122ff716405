package dev.coffer.protocol.workload;

import dev.coffer.protocol.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a token is for us, and for now. A token with several audiences is taken only when all of
 * them are ours: whoever else it is for could hand it on to us.
 *
 * @param audiences ours; only what no other service is called
 */
public record TokenRules(Set<String> audiences) {
  /** How far the clocks of issuer and judge may be apart. */
  public static final Duration SKEW = Duration.ofSeconds(60);

  /** How long a token may live at most; what is for keeps is not for CI. */
  public static final Duration MAX_LIFETIME = Duration.ofHours(24);

  public TokenRules {
    audiences = Set.copyOf(audiences);
  }

  /** The reason to refuse the token, if there is one. */
  public Optional<Verdict.Refused> refusal(Claims claims, Instant now) {
    return audience(claims).or(() -> times(claims, now));
  }

  private Optional<Verdict.Refused> audience(Claims claims) {
    List<String> found = claims.audiences();
    if (!found.isEmpty() && audiences.containsAll(found)) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict.Refused(
            Problem.AUDIENCE_NOT_ALLOWED,
            "the token is not for this server alone",
            "ask the platform for a token whose only audience is "
                + String.join(" or ", audiences.stream().sorted().toList())));
  }

  private static Optional<Verdict.Refused> times(Claims claims, Instant now) {
    Optional<Instant> expiry = claims.time("exp");
    if (expiry.isEmpty()) {
      return invalid("the token has no end: 'exp' is missing");
    }
    if (!now.isBefore(expiry.get().plus(SKEW))) {
      return Optional.of(
          new Verdict.Refused(
              Problem.TOKEN_EXPIRED,
              "the token has expired",
              "ask the platform for a new one right before it is used"));
    }
    Instant latest = now.plus(SKEW);
    if (claims.time("nbf").filter(latest::isBefore).isPresent()
        || claims.time("iat").filter(latest::isBefore).isPresent()) {
      return invalid("the token is not valid yet: compare the clocks");
    }
    Instant start = claims.time("iat").or(() -> claims.time("nbf")).orElse(now);
    return expiry.get().isAfter(start.plus(MAX_LIFETIME))
        ? invalid("the token lives longer than " + MAX_LIFETIME.toHours() + " hours")
        : Optional.empty();
  }

  private static Optional<Verdict.Refused> invalid(String detail) {
    return Optional.of(
        new Verdict.Refused(
            Problem.TOKEN_INVALID, detail, "ask the platform for a token of this run"));
  }
}
