package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.util.Map;
import java.util.Optional;

/** A token that the job was given in a variable of its own: it comes before every platform. */
final class GivenToken implements IdentityProvider {
  /** For whoever was handed a token; nobody here knows by whom. */
  static final String ASK = "ask the platform for another one";

  private static final String[] VARIABLES = {"COFFER_OIDC_TOKEN", "LPM_OIDC_TOKEN"};

  @Override
  public String name() {
    return "a token given to the job";
  }

  @Override
  public Optional<String> another() {
    return Optional.of(ASK);
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return Variable.firstSet(environment, VARIABLES).isPresent();
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    String variable =
        Variable.firstSet(environment, VARIABLES)
            .orElseThrow(
                () ->
                    new ClientException.NotSignedIn(
                        "COFFER_OIDC_TOKEN is not set", "set it to the job's identity token"));
    IdentityToken token = IdentityToken.of(environment.get(variable), variable);
    if (audience.chosen()) {
      audience.require(token, "ask for the token in " + variable + " with that audience");
    }
    return token;
  }
}
