package dev.coffer.client.workload;

import dev.coffer.client.remote.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Texts in the form of identity tokens. Their signature is none: nothing here verifies one. */
public final class JobTokens {
  private JobTokens() {}

  /** A token that says it is for {@code audience}. */
  public static String forAudience(Object audience) {
    return of(Map.of("aud", audience, "iss", "https://issuer.example"));
  }

  /** A token that says {@code claims}. */
  public static String of(Map<String, Object> claims) {
    return part("{\"alg\":\"ES256\"}") + "." + part(WireJson.write(claims)) + ".c2lnbmF0dXJl";
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
