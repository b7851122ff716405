package dev.coffer.client.workload;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.TokenEndpoint;
import java.util.List;
import java.util.Map;

/** Every platform, in the order in which they are asked: what a person set comes first. */
public final class IdentityProviders {
  private final List<IdentityProvider> providers;

  IdentityProviders(List<IdentityProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** All that this version knows. */
  public static IdentityProviders all(TokenEndpoint endpoint) {
    return new IdentityProviders(
        List.of(
            new GivenToken(),
            TokenFile.named(),
            new GithubActions(endpoint),
            new GitlabCi(),
            new CircleCi(),
            new Buildkite(),
            TokenFile.mounted(TokenFile.MOUNTED)));
  }

  /**
   * The platform whose job has this {@code environment}.
   *
   * @throws ClientException.NotSignedIn when it is no job of any
   */
  public IdentityProvider of(Map<String, String> environment) {
    return providers.stream()
        .filter(provider -> provider.isEnabled(environment))
        .findFirst()
        .orElseThrow(
            () ->
                new ClientException.NotSignedIn(
                    "this is no job of a CI platform that coffer knows",
                    "--oidc works in GitHub Actions, GitLab CI/CD, CircleCI, Buildkite and"
                        + " Kubernetes; elsewhere set COFFER_OIDC_TOKEN to the job's identity"
                        + " token"));
  }
}
