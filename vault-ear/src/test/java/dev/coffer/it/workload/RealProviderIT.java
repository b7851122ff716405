package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;

/** With a provider that others wrote and maintain: its discovery, its keys, its tokens. */
final class RealProviderIT {
  private static final Set<String> ITS_OWN =
      Set.of("iss", "aud", "sub", "jti", "iat", "nbf", "exp");

  private final MockOAuth2Server provider = new MockOAuth2Server();

  private String token(String issuer, String audience, Map<String, Object> claims) {
    Map<String, Object> own = new TreeMap<>(claims);
    own.keySet().removeAll(ITS_OWN);
    return provider
        .issueToken(
            issuer,
            "runner",
            new DefaultOAuth2TokenCallback(
                issuer, (String) claims.get("sub"), "JWT", List.of(audience), own, 300))
        .serialize();
  }

  @Test
  void run_ofTheProvider_isLetIn_andNoOther() throws Exception {
    provider.start(InetAddress.getLoopbackAddress(), 0);
    String issuer = provider.issuerUrl("actions").toString();
    // Its first keys may take it longer, on a busy machine, than a server waits for them.
    Api.of(provider.jwksUrl("actions").uri()).get("").require(200);
    try (CiScene scene = new CiScene(Map.of("COFFER_OIDC_GITHUB_ISSUERS", issuer))) {
      TrustPolicy policy = scene.policy(issuer, Optional.of("777001"), "push");
      scene.set(policy);
      ExchangedToken run =
          scene
              .exchange(token("actions", "coffer", scene.claims()))
              .require(200)
              .as(ExchangedToken.class);
      assertThat(run.policyId()).isEqualTo(policy.id().value());
      assertThat(
              scene
                  .server
                  .api()
                  .as(run.token())
                  .get("/api/vaults/" + scene.vault.id() + "/ci-pull")
                  .require(200)
                  .text())
          .contains("value");
      String before = scene.state();
      refused(scene, token("actions", "other", scene.claims()), "audience_not_allowed");
      refused(scene, token("another", "coffer", scene.claims()), "issuer_unknown");
      refused(
          scene,
          token("actions", "coffer", scene.claims("event_name", "schedule")),
          "event_not_allowed");
      assertThat(scene.state()).isEqualTo(before);
    } finally {
      provider.shutdown();
    }
  }

  private static void refused(CiScene scene, String token, String code) throws Exception {
    Answer answer = scene.exchange(token);
    assertThat(answer.problem().code()).as("%s", answer).isEqualTo(code);
  }
}
