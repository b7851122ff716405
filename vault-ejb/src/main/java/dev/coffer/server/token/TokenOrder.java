package dev.coffer.server.token;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.server.access.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * An access token that somebody asks for.
 *
 * @param lifetime 1 to 365 days; empty for the server's default
 */
public record TokenOrder(TokenName name, Scope scope, Optional<Duration> lifetime) {
  private static final int MAX_DAYS = 365;

  /**
   * Reads a request.
   *
   * @throws Malformed when it has no name, another scope, or days out of range
   */
  public static TokenOrder of(CreateToken request) {
    return new TokenOrder(
        new TokenName(request.name()),
        Scope.of(request.scope()),
        Optional.ofNullable(request.expiryDays()).map(TokenOrder::days));
  }

  private static Duration days(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw new Malformed("expiryDays is a whole number from 1 to 365");
    }
    return Duration.ofDays(days);
  }
}
