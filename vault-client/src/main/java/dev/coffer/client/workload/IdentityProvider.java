package dev.coffer.client.workload;

import java.util.Map;
import java.util.Optional;

/** One CI platform. It keeps nothing; the environment is what the job has. */
public interface IdentityProvider {
  /** What messages call it, such as {@code GitHub Actions}. */
  String name();

  /**
   * How a job gets another token than the one that it has; empty where each question is answered
   * with a fresh one. A server takes a token once.
   */
  Optional<String> another();

  /** Whether {@code environment} is that of one of its jobs. */
  boolean isEnabled(Map<String, String> environment);

  /**
   * The identity token of the job, for {@code audience}.
   *
   * @throws dev.coffer.client.ClientException saying what the job lacks and how it gets it
   */
  IdentityToken idToken(Map<String, String> environment, Audience audience);
}
