package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that the caller is known and may not do this. */
public final class AccessRefused extends VaultException {
  private static final long serialVersionUID = 1L;

  private AccessRefused(Problem problem, String detail, String hint) {
    super(problem, detail, hint);
  }

  /** The access token's scope or the account's role does not permit it. */
  public static AccessRefused forbidden(String detail) {
    return new AccessRefused(Problem.FORBIDDEN, detail, "");
  }

  /** The plan does not include it; {@code detail} is the text that {@code lpm} clients print. */
  public static AccessRefused planRequired(String detail) {
    return new AccessRefused(Problem.PLAN_REQUIRED, detail, "");
  }

  /** It needs a session on an approved device. */
  public static AccessRefused deviceNotApproved(String detail) {
    return new AccessRefused(
        Problem.DEVICE_NOT_APPROVED,
        detail,
        "Approve this device from one that is approved already: coffer device approve");
  }
}
