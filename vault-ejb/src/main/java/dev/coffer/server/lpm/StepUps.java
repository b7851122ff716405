package dev.coffer.server.lpm;

import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Standing;
import dev.coffer.server.access.StandingSelect;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.account.AccountName;
import dev.coffer.server.account.Accounts;
import dev.coffer.server.password.Passwords;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.signin.SignInLimits;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives a proof to a session whose person knows the account's password. Attempts count together
 * with those to sign in, before the password is looked at.
 *
 * <p>Not one transaction but several, as for signing in: the count must outlive the refusal, and no
 * database connection waits while a password is hashed.
 */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class StepUps {
  private static final StandingSelect STANDING = new StandingSelect("", "");

  @Inject private Access access;
  @Inject private Accounts accounts;
  @Inject private Passwords passwords;
  @Inject private SignInLimits limits;
  @Inject private Statements statements;
  @Inject private StepUpProofs proofs;

  @Inject
  @ConfigProperty(name = "coffer.signin.attempts.account")
  private int attempts;

  /** Does nothing for a caller that could be given a proof, and refuses any other. */
  public void admit(Caller caller) {
    access.admit(caller, Tenant.OWN, standing(caller), Right.WRAP_KEYS);
  }

  /**
   * A proof for {@code scope}, good once and for {@link StepUpProofs#LIFETIME}.
   *
   * @throws RateLimited when the account had too many attempts lately
   * @throws SignInRefused when the password is wrong
   */
  public String prove(Caller caller, StepUpScope scope, String password) {
    Admitted who = access.admit(caller, Tenant.OWN, standing(caller), Right.WRAP_KEYS);
    String bucket = "account:" + who.account();
    limits.open(bucket);
    if (!limits.count(bucket, attempts)) {
      throw new RateLimited(limits.remaining(bucket));
    }
    if (!knows(who, password)) {
      throw SignInRefused.wrongPassword();
    }
    limits.clear(bucket);
    return proofs.issue(who, scope);
  }

  private boolean knows(Admitted who, String password) {
    return accounts
        .credential(new AccountName(who.account()))
        .filter(found -> passwords.matches(password, found.password()))
        .isPresent();
  }

  private Optional<Standing> standing(Caller caller) {
    return STANDING.firstAlone(statements, caller, Tenant.OWN, (standing, row, offset) -> standing);
  }
}
