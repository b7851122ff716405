package dev.coffer.web.oidc;

import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.json.JsonDocument;
import java.io.IOException;
import java.util.Map;

/** Finds an issuer's keys as OpenID Connect Discovery 1.0 §4 says. */
final class Discovery implements KeySource {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private final Pages pages;

  Discovery(Pages pages) {
    this.pages = pages;
  }

  /** What the issuer's host publishes. */
  @FunctionalInterface
  interface Pages {
    /**
     * The page at {@code address}.
     *
     * @throws IOException when there is none
     */
    String text(String address) throws IOException;
  }

  /** The document names the issuer itself: one host cannot speak for another one. */
  @Override
  public KeyRing fetch(String issuer) throws IOException {
    Map<String, Object> document = document(pages.text(base(issuer) + WELL_KNOWN));
    if (!issuer.equals(document.get("issuer"))) {
      throw new IOException("the discovery document is of another issuer");
    }
    if (!(document.get("jwks_uri") instanceof String address)) {
      throw new IOException("the discovery document names no jwks_uri");
    }
    return KeyRing.parse(pages.text(address));
  }

  /** A slash at the end is the issuer's, but not the path's (§4.1). */
  private static String base(String issuer) {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }

  private static Map<String, Object> document(String text) throws IOException {
    try {
      return JsonDocument.object(text);
    } catch (RequestMalformed e) {
      throw new IOException("the discovery document is not one JSON object", e);
    }
  }
}
