package dev.coffer.web.oidc;

import java.io.IOException;

/** Where the keys of an issuer come from. */
@FunctionalInterface
interface KeySource {
  /**
   * Asks the issuer.
   *
   * @throws IOException when it does not answer, or not with keys
   */
  KeyRing fetch(String issuer) throws IOException;
}
