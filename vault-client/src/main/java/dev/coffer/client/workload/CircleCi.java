package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.util.Map;
import java.util.Optional;

/**
 * CircleCI: every job has a token, whose audience is the organisation's id and cannot be chosen.
 */
final class CircleCi implements IdentityProvider {
  private static final String TOKEN = "CIRCLE_OIDC_TOKEN_V2";

  @Override
  public String name() {
    return "CircleCI";
  }

  @Override
  public Optional<String> another() {
    return Optional.of("'circleci run oidc get' prints another one");
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return "true".equals(environment.get("CIRCLECI"))
        || Variable.firstSet(environment, TOKEN).isPresent();
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    Optional<String> text = Variable.of(environment, TOKEN);
    if (text.isEmpty()) {
      throw new ClientException.NotSignedIn(
          "CircleCI gives this job no identity token (" + TOKEN + ")",
          "a build of a fork gets none; a CircleCI server needs version 4 or newer");
    }
    IdentityToken token = IdentityToken.of(text.get(), TOKEN);
    if (audience.chosen()) {
      audience.require(
          token,
          "the audience of "
              + TOKEN
              + " is the organisation's id: name that with --audience and let the server accept"
              + " it, or set COFFER_OIDC_TOKEN to what 'circleci run oidc get' gives for another");
    }
    return token;
  }
}
