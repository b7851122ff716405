package dev.coffer.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.X509CertUtils;
import dev.coffer.web.json.JsonDocument;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The documents of {@code vectors/oidc}, recorded from the two platforms, give the server its keys.
 */
final class RecordedIssuersTest {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";
  private static final String GITLAB = "https://gitlab.com";
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private final List<String> asked = new ArrayList<>();

  private static Map<String, Object> recorded(String platform) throws IOException {
    try (InputStream file =
        RecordedIssuersTest.class.getResourceAsStream("/vectors/oidc/" + platform + ".json")) {
      return JsonDocument.object(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @SuppressWarnings("unchecked") // the reader makes exactly this of an object
  private static Map<String, Object> discovery(String platform) throws IOException {
    return (Map<String, Object>) recorded(platform).get("discovery");
  }

  @SuppressWarnings("unchecked") // as above
  private static String keys(String platform) throws IOException {
    return JsonDocument.text((Map<String, Object>) recorded(platform).get("jwks"));
  }

  /** The platform's host, on which there are these two pages. */
  private Discovery host(String platform, Map<String, Object> document, String issuer)
      throws IOException {
    Map<String, String> pages =
        Map.of(
            issuer + WELL_KNOWN,
            JsonDocument.text(document),
            (String) document.get("jwks_uri"),
            keys(platform));
    return new Discovery(
        address -> {
          asked.add(address);
          if (!pages.containsKey(address)) {
            throw new FileNotFoundException(address);
          }
          return pages.get(address);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "github, https://token.actions.githubusercontent.com, cc413527-173f-5a05-976e-9c52b1d7b431",
    "github, https://token.actions.githubusercontent.com, 38826b17-6a30-5f9b-b169-8beb8202f723",
    "gitlab, https://gitlab.com, kewiQq9jiC84CvSsJYOB-N6A8WFLSV20Mb-y7IlWDSQ",
    "gitlab, https://gitlab.com, 4i3sFE7sxqNPOT7FdvcGA1ZVGGI_r-tsDXnEuYT4ZqE"
  })
  void key_ofTheDocument_verifiesWithTheAlgorithmThatItSays(
      String platform, String issuer, String keyId) throws IOException {
    Map<String, Object> document = discovery(platform);
    KeyRing ring = host(platform, document, issuer).fetch(issuer);
    assertThat(asked).containsExactly(issuer + WELL_KNOWN, (String) document.get("jwks_uri"));
    assertThat(document.get("id_token_signing_alg_values_supported")).isEqualTo(List.of("RS256"));
    assertThat(ring.verifier(keyId, JWSAlgorithm.RS256)).isPresent();
    for (JWSAlgorithm other : List.of(JWSAlgorithm.PS256, JWSAlgorithm.RS512, JWSAlgorithm.ES256)) {
      assertThat(ring.verifier(keyId, other)).as("%s", other).isEmpty();
    }
  }

  /** No one signs in there, so that nothing but keys can be found. */
  @Test
  void github_hasNoEndpointButItsKeys() throws IOException {
    Map<String, Object> document = discovery("github");
    assertThat(document.keySet())
        .doesNotContain("userinfo_endpoint", "authorization_endpoint", "token_endpoint");
    assertThat(document.get("response_types_supported")).isEqualTo(List.of("id_token"));
    assertThat(host("github", document, GITHUB).fetch(GITHUB).has("cc413527")).isFalse();
  }

  /** An identity provider for people as well, most of whose document does not concern us. */
  @Test
  void gitlab_hasEndpointsForPeople_noneOfWhichIsAsked() throws IOException {
    Map<String, Object> document = discovery("gitlab");
    assertThat(document).containsKeys("userinfo_endpoint", "token_endpoint");
    assertThat(document.get("claims_supported").toString()).doesNotContain("project_path");
    host("gitlab", document, GITLAB).fetch(GITLAB);
    assertThat(asked).noneMatch(address -> address.contains("userinfo")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "github, https://token.actions.githubusercontent.com/",
    "github, https://token.actions.githubusercontent.com/acme-corp",
    "gitlab, https://gitlab.com/",
    "gitlab, https://GitLab.com"
  })
  void document_forAnotherIssuer_givesNoKeys(String platform, String issuer) throws IOException {
    Map<String, Object> document = discovery(platform);
    String base = issuer.replaceFirst("/$", "");
    Discovery host = host(platform, document, base);
    assertThatThrownBy(() -> host.fetch(issuer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another issuer");
    assertThat(asked).containsExactly(base + WELL_KNOWN);
  }

  @ParameterizedTest
  @CsvSource({"github", "gitlab"})
  void document_withoutAddressOfKeys_givesNone(String platform) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>(discovery(platform));
    document.remove("jwks_uri");
    Discovery host = new Discovery(address -> JsonDocument.text(document));
    assertThatThrownBy(() -> host.fetch((String) document.get("issuer")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no jwks_uri");
  }

  /** What the platforms compute over their keys holds for what was recorded. */
  @Test
  void recording_isWhole() throws IOException, ParseException, JOSEException {
    for (JWK key : JWKSet.parse(keys("gitlab")).getKeys()) {
      assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID());
    }
    JWK certified = JWKSet.parse(keys("github")).getKeys().get(1);
    byte[] certificate = certified.getX509CertChain().get(0).decode();
    assertThat(X509CertUtils.parse(certificate).getPublicKey())
        .isEqualTo(certified.toRSAKey().toRSAPublicKey());
  }
}
