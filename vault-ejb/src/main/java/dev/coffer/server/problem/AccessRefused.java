package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.workload.Verdict;

/** Says that the caller may not do this; of a CI run also that its token proves nothing. */
public final class AccessRefused extends VaultException {
  private static final long serialVersionUID = 1L;

  private static final String EXCHANGE_AGAIN = "Exchange the job's token again: coffer pull --oidc";

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

  /** A CI run, or the token that it presents, is not taken; tells the run about itself alone. */
  public static AccessRefused ofRun(Verdict.Refused refused) {
    return new AccessRefused(refused.problem(), refused.detail(), refused.hint());
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

  /** The operator does not let the server have an account's wrapping key. */
  public static AccessRefused lpmEscrowOff() {
    return new AccessRefused(
        Problem.FORBIDDEN,
        "This server takes no wrapping keys for CI runs",
        "Convert the vault (coffer vault convert) and use coffer oidc allow, which hands over the"
            + " keys of single environments alone");
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

  /** It needs a session on a device, and this one is on none, as those of scripts are. */
  public static AccessRefused noDevice(String detail) {
    return new AccessRefused(
        Problem.DEVICE_NOT_APPROVED,
        detail,
        "This access token is of no device: sign in on this machine with coffer login, and approve"
            + " it from a device that reads the vault, unless it is approved: coffer device"
            + " approve");
  }

  /** The policy was removed or changed, or its vault is gone, since the run was let in. */
  public static AccessRefused policyGone() {
    return new AccessRefused(
        Problem.POLICY_NOT_FOUND,
        "The trust policy that let this run in was changed or removed since",
        EXCHANGE_AGAIN);
  }

  public static AccessRefused policyExpired() {
    return new AccessRefused(
        Problem.POLICY_EXPIRED,
        "The trust policy that let this run in has expired",
        "Set it again with a later date: coffer oidc allow");
  }

  /** The run's token is for one vault and environment, and the request for others. */
  public static AccessRefused otherEnvironment() {
    return new AccessRefused(
        Problem.ENV_NOT_ALLOWED,
        "The run's token is for another vault or environment than the request",
        EXCHANGE_AGAIN);
  }

  /** The policy permits no answer that whoever ends the connection can read. */
  public static AccessRefused sealedOnly() {
    return new AccessRefused(
        Problem.ENV_NOT_ALLOWED,
        "The trust policy permits sealed answers only, and the request names no key",
        "Pull with the coffer command, or set the policy with plain answers allowed");
  }

  public static AccessRefused escrowMissing() {
    return new AccessRefused(
        Problem.ESCROW_MISSING,
        "No key of this environment is escrowed for the trust policy",
        "Set the policy again from a device that reads the environment: coffer oidc allow");
  }

  /** What is escrowed is not the environment's key. One answer for every cause. */
  public static AccessRefused escrowUnusable(Throwable cause) {
    AccessRefused refused =
        new AccessRefused(
            Problem.ESCROW_MISSING,
            "The key that is escrowed for the trust policy does not open the environment",
            "Set the policy again from a device that reads the environment: coffer oidc allow");
    refused.initCause(cause);
    return refused;
  }
}
