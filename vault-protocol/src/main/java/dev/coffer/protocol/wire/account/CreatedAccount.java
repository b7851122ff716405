package dev.coffer.protocol.wire.account;

/**
 * A new account with the secret for its first sign-in, shown this once.
 *
 * @param signInSecret valid until it is used with a new password
 */
public record CreatedAccount(String accountId, String account, String signInSecret) {
  @Override
  public String toString() {
    return "CreatedAccount[account=" + account + "]";
  }
}
