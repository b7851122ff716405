package dev.coffer.protocol.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of refusal the server gives. {@link #code} is stable and meant for programs; each has
 * a page under {@code docs/problems/} named after it. Those on CI tokens and trust policies stand
 * in the order in which they are checked.
 */
public enum Problem {
  MALFORMED_REQUEST(400, "The request is malformed"),
  MALFORMED_ID(400, "An id in the path is malformed"),
  NOT_SIGNED_IN(401, "A valid access token is needed"),
  SIGN_IN_REFUSED(401, "Account or password is wrong"),
  TOKEN_INVALID(401, "The CI token is not valid"),
  TOKEN_EXPIRED(401, "The CI token has expired"),
  ISSUER_UNKNOWN(401, "The CI token is of an issuer that the server does not trust"),
  AUDIENCE_NOT_ALLOWED(401, "The CI token is meant for somebody else"),
  TOKEN_REPLAYED(401, "The CI token was used before"),
  NEW_PASSWORD_REQUIRED(403, "The one-time sign-in secret needs a new password"),
  FORBIDDEN(403, "The access token does not permit this"),
  PLAN_REQUIRED(403, "The plan does not include this"),
  ROLE_NOT_ENOUGH(403, "The role in the organisation does not permit this"),
  LPM_NOT_ALLOWED(403, "The organisation does not allow vaults in format lpm"),
  STEP_UP_REQUIRED(403, "This needs a fresh proof of who is asking"),
  DEVICE_NOT_APPROVED(403, "This device is not approved yet"),
  POLICY_NOT_FOUND(403, "No trust policy is about this run"),
  POLICY_AMBIGUOUS(403, "Several trust policies fit this run"),
  POLICY_MISCONFIGURED(403, "No run can use the trust policy"),
  POLICY_EXPIRED(403, "The trust policy has expired"),
  IDENTITY_CHANGED(403, "The repository's name has another holder"),
  MISSING_BRANCH_CLAIM(403, "The CI token names no branch"),
  BRANCH_NOT_ALLOWED(403, "The trust policy does not permit this branch or tag"),
  REF_NOT_PROTECTED(403, "The branch or tag is not protected"),
  ENV_NOT_ALLOWED(403, "The trust policy does not permit this environment"),
  WORKFLOW_NOT_ALLOWED(403, "The trust policy does not permit this workflow"),
  EVENT_NOT_ALLOWED(403, "The trust policy does not permit this event"),
  FORK_NOT_ALLOWED(403, "The trust policy does not permit forks"),
  ESCROW_MISSING(403, "No key is escrowed for this environment"),
  NOT_FOUND(404, "There is no such thing here"),
  METHOD_NOT_ALLOWED(405, "The route does not have this method"),
  NOT_ACCEPTABLE(406, "The route answers JSON only"),
  VAULT_VERSION_CONFLICT(409, "The vault is at another version"),
  VAULT_EXPECTED_VERSION_REQUIRED(409, "The vault exists; say which version you replace"),
  VAULT_FORMAT_NOT_ANNOUNCED(409, "The client does not read this vault's format"),
  VAULT_FORMAT_CONFLICT(409, "The vault is in another format"),
  RECIPIENTS_CONFLICT(409, "The wrapped keys are not those of the vault's epoch"),
  ROTATION_DUE(409, "Somebody lost access: the vault needs a new key first"),
  CHAIN_EVENT_REFUSED(409, "The chain does not accept this event"),
  DEVICE_REVOKED(409, "The device was revoked"),
  PAIRING_OUT_OF_ORDER(409, "The pairing is at another step"),
  ALREADY_EXISTS(409, "The name is taken"),
  BODY_TOO_LARGE(413, "The request body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The route takes JSON only"),
  ENVELOPE_REFUSED(422, "The envelope does not belong here"),
  RATE_LIMITED(429, "Too many attempts"),
  INTERNAL_ERROR(500, "The server failed"),
  DATABASE_UNAVAILABLE(503, "The database does not answer");

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A sentence without particulars, the same every time (RFC 9457 §3.1.3). */
  public String title() {
    return title;
  }

  /** The stable name for programs, such as {@code vault_version_conflict}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The problem type's URI (RFC 9457 §3.1.1). */
  public String type() {
    return "https://coffer.dev/problems/" + code();
  }

  /** The problem with {@code code}, unless it is one that this version does not know. */
  public static Optional<Problem> ofCode(String code) {
    return Arrays.stream(values()).filter(problem -> problem.code().equals(code)).findFirst();
  }
}
