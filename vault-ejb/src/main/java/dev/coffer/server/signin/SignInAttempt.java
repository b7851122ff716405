package dev.coffer.server.signin;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.server.account.AccountName;
import dev.coffer.server.password.NewPassword;
import dev.coffer.server.token.TokenName;
import java.util.Optional;

/**
 * Somebody says who they are.
 *
 * @param account empty when what was given cannot be anybody's name
 * @param session what the session is called in lists
 * @param address where the attempt comes from
 */
public record SignInAttempt(
    Optional<AccountName> account,
    String password,
    Optional<NewPassword> newPassword,
    TokenName session,
    ClientAddress address) {
  private static final String UNNAMED_SESSION = "session";

  /**
   * Reads a request.
   *
   * @throws Malformed when account or password are absent, or a part is longer than it may be
   */
  public static SignInAttempt of(SignIn request, ClientAddress address) {
    if (request.account() == null || request.password() == null) {
      throw new Malformed("sign-in needs account and password");
    }
    if (request.password().length() > NewPassword.MAX_LENGTH) {
      throw new Malformed("a password has at most 256 characters");
    }
    return new SignInAttempt(
        AccountName.find(request.account()),
        request.password(),
        Optional.ofNullable(request.newPassword()).map(NewPassword::new),
        new TokenName(Optional.ofNullable(request.device()).orElse(UNNAMED_SESSION)),
        address);
  }

  @Override
  public String toString() {
    return "SignInAttempt[" + account + ", " + address + "]";
  }
}
