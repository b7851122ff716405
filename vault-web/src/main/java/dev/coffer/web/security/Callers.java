package dev.coffer.web.security;

import dev.coffer.server.access.Caller;
import dev.coffer.server.problem.SignInRefused;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the caller from the bearer token that the application server verified. */
public final class Callers {
  private Callers() {}

  /**
   * Whom the request's token names.
   *
   * @throws SignInRefused when there is no token, or it is not one that this server makes
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof JsonWebToken token) {
      return new Caller(id(token.getSubject()), id(token.getTokenID()));
    }
    throw SignInRefused.notSignedIn();
  }

  /**
   * The id of a CI run's token.
   *
   * @throws SignInRefused when there is no token, or it is not one that this server makes
   */
  public static UUID run(SecurityContext security) {
    if (security.getUserPrincipal() instanceof JsonWebToken token) {
      return id(token.getTokenID());
    }
    throw SignInRefused.notSignedIn();
  }

  private static UUID id(String claim) {
    try {
      return Optional.ofNullable(claim)
          .map(UUID::fromString)
          .orElseThrow(SignInRefused::notSignedIn);
    } catch (IllegalArgumentException e) {
      throw SignInRefused.notSignedIn();
    }
  }
}
