package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import java.util.Map;
import java.util.Optional;

/** GitLab CI/CD: the job declares the token under {@code id_tokens}, audience included. */
final class GitlabCi implements IdentityProvider {
  private static final String[] VARIABLES = {"COFFER_GITLAB_OIDC_TOKEN", "LPM_GITLAB_OIDC_TOKEN"};

  /** Gone since GitLab 17.0; its audience was the GitLab server itself. */
  private static final String GONE = "CI_JOB_JWT_V2";

  @Override
  public String name() {
    return "GitLab CI/CD";
  }

  @Override
  public Optional<String> another() {
    return Optional.of("declare another one under id_tokens");
  }

  @Override
  public boolean isEnabled(Map<String, String> environment) {
    return "true".equals(environment.get("GITLAB_CI"))
        || Variable.firstSet(environment, GONE).isPresent()
        || Variable.firstSet(environment, VARIABLES).isPresent();
  }

  @Override
  public IdentityToken idToken(Map<String, String> environment, Audience audience) {
    Optional<String> variable = Variable.firstSet(environment, VARIABLES);
    String remedy =
        "add to the job: id_tokens: { COFFER_GITLAB_OIDC_TOKEN: { aud: '" + audience + "' } }";
    if (variable.isEmpty()) {
      boolean gone = Variable.firstSet(environment, GONE).isPresent();
      throw new ClientException.NotSignedIn(
          gone
              ? GONE + " is not taken: GitLab removed it, and it was for no audience of its own"
              : "GitLab gives this job no identity token",
          remedy);
    }
    IdentityToken token = IdentityToken.of(environment.get(variable.get()), variable.get());
    if (audience.chosen()) {
      audience.require(token, remedy);
    }
    return token;
  }
}
