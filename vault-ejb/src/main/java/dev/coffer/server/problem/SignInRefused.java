package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that the server does not know who is calling. */
public final class SignInRefused extends VaultException {
  private static final long serialVersionUID = 1L;

  private SignInRefused(Problem problem, String detail, String hint) {
    super(problem, detail, hint);
  }

  /** There is no access token that is valid now. One answer for every cause. */
  public static SignInRefused notSignedIn() {
    return new SignInRefused(
        Problem.NOT_SIGNED_IN,
        "The access token is missing, expired, revoked or not from this server",
        "Sign in: coffer login");
  }

  /** Account or password is wrong. One answer for both. */
  public static SignInRefused wrongPassword() {
    return new SignInRefused(Problem.SIGN_IN_REFUSED, "Account or password is wrong", "");
  }

  /** The one-time secret is right, and it is good for choosing a password only. */
  public static SignInRefused newPasswordRequired() {
    return new SignInRefused(
        Problem.NEW_PASSWORD_REQUIRED,
        "The one-time sign-in secret needs a new password",
        "Send newPassword together with the one-time secret");
  }
}
