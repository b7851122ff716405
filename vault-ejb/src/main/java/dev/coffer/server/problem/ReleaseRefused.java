package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that a CI run was let in and may not read this, or not any more. */
public final class ReleaseRefused extends VaultException {
  private static final long serialVersionUID = 1L;
  private static final String AGAIN = "Exchange the job's token again: coffer pull --oidc";

  private ReleaseRefused(Problem problem, String detail, String hint) {
    super(problem, detail, hint);
  }

  /** The policy was removed or changed, or its vault is gone, since the run was let in. */
  public static ReleaseRefused policyGone() {
    return new ReleaseRefused(
        Problem.POLICY_NOT_FOUND,
        "The trust policy that let this run in was changed or removed since",
        AGAIN);
  }

  public static ReleaseRefused policyExpired() {
    return new ReleaseRefused(
        Problem.POLICY_EXPIRED,
        "The trust policy that let this run in has expired",
        "Set it again with a later date: coffer oidc allow");
  }

  /** The run's token is for one vault and environment, and the request for others. */
  public static ReleaseRefused otherEnvironment() {
    return new ReleaseRefused(
        Problem.ENV_NOT_ALLOWED,
        "The run's token is for another vault or environment than the request",
        AGAIN);
  }

  /** The policy permits no answer that whoever ends the connection can read. */
  public static ReleaseRefused sealedOnly() {
    return new ReleaseRefused(
        Problem.ENV_NOT_ALLOWED,
        "The trust policy permits sealed answers only, and the request names no key",
        "Pull with the coffer command, or set the policy with plain answers allowed");
  }

  public static ReleaseRefused escrowMissing() {
    return new ReleaseRefused(
        Problem.ESCROW_MISSING,
        "No key of this environment is escrowed for the trust policy",
        "Set the policy again from a device that reads the environment: coffer oidc allow");
  }

  /** What is escrowed is not the environment's key. One answer for every cause. */
  public static ReleaseRefused escrowUnusable(Throwable cause) {
    ReleaseRefused refused =
        new ReleaseRefused(
            Problem.ESCROW_MISSING,
            "The key that is escrowed for the trust policy does not open the environment",
            "Set the policy again from a device that reads the environment: coffer oidc allow");
    refused.initCause(cause);
    return refused;
  }
}
