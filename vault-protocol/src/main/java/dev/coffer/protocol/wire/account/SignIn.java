package dev.coffer.protocol.wire.account;

/**
 * {@code POST /api/sessions}.
 *
 * @param account login name
 * @param password the password, or the one-time sign-in secret of a new account
 * @param newPassword required with a one-time secret, refused otherwise
 * @param device what this session is called in lists of tokens; may be absent
 */
public record SignIn(String account, String password, String newPassword, String device) {
  @Override
  public String toString() {
    return "SignIn[account=" + account + "]";
  }
}
