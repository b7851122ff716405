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

  /** The member's role, or what it was granted, is not enough. */
  public static AccessRefused roleNotEnough(String detail) {
    return new AccessRefused(
        Problem.ROLE_NOT_ENOUGH, detail, "An owner or admin can change it: coffer org show");
  }

  /** The organisation takes no vaults in format {@code lpm}. */
  public static AccessRefused lpmNotAllowed() {
    return new AccessRefused(
        Problem.LPM_NOT_ALLOWED,
        "The organisation takes vaults in format coffer/1 here",
        "Share the vault in format coffer/1");
  }

  /** The account has a public key already; a session alone may not replace it. */
  public static AccessRefused stepUpRequired() {
    return new AccessRefused(
        Problem.STEP_UP_REQUIRED,
        "The account has another public key; replacing it takes a proof with the account's password",
        "lpm env rotate-sharing-key asks for it; on a second machine copy ~/.lpm/.x25519_key instead");
  }

  /** The device is approved by its account, and not by the organisation's chain. */
  public static AccessRefused deviceNotInTheChain() {
    return new AccessRefused(
        Problem.DEVICE_NOT_APPROVED,
        "The organisation's chain has not approved this session's device",
        "Approve it from one of your devices that the organisation knows");
  }

  /** It needs a session on an approved device. */
  public static AccessRefused deviceNotApproved(String detail) {
    return new AccessRefused(
        Problem.DEVICE_NOT_APPROVED,
        detail,
        "Approve this device from one that is approved already: coffer device approve");
  }
}
