package dev.coffer.server.signin;

import dev.coffer.protocol.wire.account.Session;
import dev.coffer.server.access.AccessToken;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Scope;
import dev.coffer.server.account.Account;
import dev.coffer.server.account.Credential;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.password.NewPassword;
import dev.coffer.server.password.Passwords;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.token.TokenMint;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the session of a person whose password was found right. */
@Stateless
public class Sessions {
  @PersistenceContext private EntityManager em;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private Passwords passwords;
  @Inject private TokenMint mint;

  @Inject
  @ConfigProperty(name = "coffer.session.days")
  private int days;

  /**
   * Stores the chosen password, if there is one, and the session's access token.
   *
   * @throws SignInRefused when the password was changed meanwhile: a one-time secret works once
   */
  public Session open(Credential checked, SignInAttempt attempt) {
    Account account =
        em.find(Account.class, checked.accountId().toString(), LockModeType.PESSIMISTIC_WRITE);
    if (account == null || !account.credential().equals(checked)) {
      throw SignInRefused.wrongPassword();
    }
    attempt
        .newPassword()
        .map(NewPassword::value)
        .map(passwords::hash)
        .ifPresent(account::choosePassword);
    AccessToken token =
        new AccessToken(
            UUID.randomUUID(),
            account.id(),
            attempt.session().value(),
            Scope.FULL,
            clock.instant(),
            Duration.ofDays(days));
    em.persist(token);
    em.flush();
    record(account, token);
    return new Session(
        mint.mint(token, account.name()),
        token.id().toString(),
        token.expiresAt(),
        account.name(),
        account.id().toString());
  }

  private void record(Account account, AccessToken token) {
    Admitted who =
        new Admitted(
            account.id(),
            account.name(),
            token.id(),
            token.scope(),
            Optional.empty(),
            Optional.empty());
    audit.record(who, "sign_in", Optional.empty(), Map.of("token", token.id().toString()));
  }
}
