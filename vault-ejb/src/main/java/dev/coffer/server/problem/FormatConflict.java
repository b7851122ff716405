package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that the vault's payload format and the request's do not go together. */
public final class FormatConflict extends VaultException {
  private static final long serialVersionUID = 1L;

  private FormatConflict(Problem problem, String detail, String hint) {
    super(problem, detail, hint);
  }

  /** The caller asked for bytes that it did not say it can read. */
  public static FormatConflict notAnnounced(String format) {
    return new FormatConflict(
        Problem.VAULT_FORMAT_NOT_ANNOUNCED,
        "This vault is in format " + format + ", which this client does not read",
        "Use the coffer command, or send X-Coffer-Formats: " + format);
  }

  /** The vault is in {@code format}, and the request is for the other one. */
  public static FormatConflict otherFormat(String format) {
    return new FormatConflict(
        Problem.VAULT_FORMAT_CONFLICT,
        "This vault is in format " + format,
        "Use a client that writes format " + format);
  }

  /** A trust policy, or a CI run, needs a vault of the other format than {@code format}. */
  public static FormatConflict ofPolicy(String format) {
    return new FormatConflict(
        Problem.VAULT_FORMAT_CONFLICT,
        "This vault is in format " + format + ", which these trust policies are not for",
        format.equals("lpm")
            ? "Convert the vault first: coffer vault convert"
            : "Set the policy with coffer oidc allow");
  }
}
