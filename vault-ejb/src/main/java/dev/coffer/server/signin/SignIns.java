package dev.coffer.server.signin;

import dev.coffer.protocol.wire.account.Session;
import dev.coffer.server.account.Accounts;
import dev.coffer.server.account.Credential;
import dev.coffer.server.account.FirstAdministrator;
import dev.coffer.server.password.Passwords;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.problem.SignInRefused;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a person in who knows an account's password. Every attempt is counted before the password is
 * looked at, and a name without an account is refused in the same words and the same time.
 *
 * <p>Not one transaction but several: the count must outlive the refusal, and no database
 * connection waits while a password is hashed.
 */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class SignIns {
  @Inject private Accounts accounts;
  @Inject private Passwords passwords;
  @Inject private Sessions sessions;
  @Inject private SignInLimits limits;
  @Inject private FirstAdministrator administrator;

  @Inject
  @ConfigProperty(name = "coffer.signin.attempts.account")
  private int attemptsPerAccount;

  @Inject
  @ConfigProperty(name = "coffer.signin.attempts.address")
  private int attemptsPerAddress;

  /**
   * Opens a session.
   *
   * @throws RateLimited when account or address had too many attempts lately
   * @throws SignInRefused when account or password is wrong, or a one-time secret came without a
   *     new password
   * @throws RequestMalformed when a new password came without a one-time secret
   */
  public Session signIn(SignInAttempt attempt) {
    String address = "address:" + attempt.address();
    Optional<String> account = attempt.account().map(name -> "account:" + name);
    count(address, attemptsPerAddress);
    account.ifPresent(bucket -> count(bucket, attemptsPerAccount));
    Credential credential = verified(attempt);
    limits.refund(address);
    account.ifPresent(limits::clear);
    requireFittingPassword(credential, attempt);
    Session session = sessions.open(credential, attempt);
    if (credential.oneTime()) {
      administrator.forget(attempt.password());
    }
    return session;
  }

  private void count(String bucket, int limit) {
    limits.open(bucket);
    if (!limits.count(bucket, limit)) {
      throw new RateLimited(limits.remaining(bucket));
    }
  }

  private Credential verified(SignInAttempt attempt) {
    Optional<Credential> credential = attempt.account().flatMap(accounts::credential);
    if (credential.isEmpty()) {
      passwords.matchNobody(attempt.password());
    }
    return credential
        .filter(found -> passwords.matches(attempt.password(), found.password()))
        .orElseThrow(SignInRefused::wrongPassword);
  }

  private static void requireFittingPassword(Credential credential, SignInAttempt attempt) {
    if (credential.oneTime() && attempt.newPassword().isEmpty()) {
      throw SignInRefused.newPasswordRequired();
    }
    if (!credential.oneTime() && attempt.newPassword().isPresent()) {
      throw RequestMalformed.request("newPassword goes with a one-time secret only");
    }
    if (attempt.newPassword().filter(p -> p.value().equals(attempt.password())).isPresent()) {
      throw RequestMalformed.request("The new password is the one-time secret");
    }
  }
}
