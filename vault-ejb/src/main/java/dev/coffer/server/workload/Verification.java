package dev.coffer.server.workload;

/** Verifies the token that a run has sent; may have to ask its issuer for keys. */
@FunctionalInterface
public interface Verification {
  /**
   * The run that the token proves.
   *
   * @throws dev.coffer.server.problem.AccessRefused when it proves nothing to us
   */
  VerifiedRun verify();
}
