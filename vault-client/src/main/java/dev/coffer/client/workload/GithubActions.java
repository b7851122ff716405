package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.TokenEndpoint;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.Malformed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** GitHub Actions: a job that may write id-tokens has an address to ask for one. */
final class GithubActions implements IdentityProvider {
  private static final String ADDRESS = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String BEARER = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

  private final TokenEndpoint endpoint;

  GithubActions(TokenEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The answer's only member that counts.
   *
   * @param value the token
   */
  private record Issued(String value) {}

  @Override
  public String name() {
    return "GitHub Actions";
  }

  @Override
  public Optional<String> another() {
    return Optional.empty();
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return "true".equals(environment.get("GITHUB_ACTIONS"))
        || Variable.firstSet(environment, ADDRESS).isPresent();
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    Optional<String> address = Variable.of(environment, ADDRESS);
    Optional<String> bearer = Variable.of(environment, BEARER);
    if (address.isEmpty() || bearer.isEmpty()) {
      throw new ClientException.NotSignedIn(
          "GitHub gives this job no identity token",
          "add 'permissions: { id-token: write, contents: read }' to the job; a run for a pull"
              + " request from a fork never gets one");
    }
    TokenEndpoint.Answer answer =
        endpoint.ask(ADDRESS, withAudience(address.get(), audience), bearer.get());
    if (answer.status() != 200) {
      throw new ClientException.Unreachable(
          "GitHub's token endpoint answers with status " + answer.status(),
          "run the job again; githubstatus.com says when Actions has a failure",
          null);
    }
    return token(answer.body());
  }

  private static String withAudience(String address, Audience audience) {
    return address
        + (address.contains("?") ? "&" : "?")
        + "audience="
        + URLEncoder.encode(audience.value(), StandardCharsets.UTF_8);
  }

  private static IdentityToken token(String body) {
    Optional<String> value;
    try {
      value = Optional.ofNullable(WireJson.read(body, Issued.class).value());
    } catch (Malformed e) {
      value = Optional.empty();
    }
    return IdentityToken.of(value.orElse(""), "GitHub's token endpoint");
  }
}
