package dev.coffer.server.account;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.wire.account.AccountList;
import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Plan;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.password.OneTimeSecret;
import dev.coffer.server.password.Passwords;
import dev.coffer.server.problem.AlreadyExists;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates accounts, and tells who has one. */
@Stateless
public class Accounts {
  private static final String BY_NAME = "select a from Account a where a.name = :name";

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private Passwords passwords;

  @Inject
  @ConfigProperty(name = "coffer.plan")
  private Plan plan;

  /** The caller's own account. */
  public AccountView me(Caller caller) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    return em.find(Account.class, who.accountId().toString())
        .view(plan, who.device().map(KeyId::value).orElse(null));
  }

  /** What the caller's access token is good for. */
  public Identity identify(Caller caller) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    return new Identity(who.account(), who.scope(), plan);
  }

  /** Every account, by name. Administrators only. */
  public AccountList list(Caller caller) {
    access.admit(caller, Right.ADMINISTER);
    List<Account> all =
        em.createQuery("select a from Account a order by a.name", Account.class).getResultList();
    return new AccountList(all.stream().map(account -> account.view(plan, null)).toList());
  }

  /**
   * Makes an account and the one-time secret for its first sign-in. Administrators only.
   *
   * @throws AlreadyExists when the name is taken
   */
  public CreatedAccount create(Caller caller, AccountName name, boolean administrator) {
    Admitted who = access.admit(caller, Right.ADMINISTER);
    if (find(name).isPresent()) {
      throw new AlreadyExists("There is an account of this name already");
    }
    String secret = OneTimeSecret.generate(new SecureRandom());
    Account account =
        new Account(
            UUID.randomUUID(), name, administrator, passwords.hash(secret), clock.instant());
    em.persist(account);
    em.flush();
    audit.record(
        who, "account_create", Optional.empty(), Map.of("account", account.id().toString()));
    return new CreatedAccount(account.id().toString(), account.name(), secret);
  }

  /** What a sign-in under {@code name} is checked against. */
  public Optional<Credential> credential(AccountName name) {
    return find(name).map(Account::credential);
  }

  private Optional<Account> find(AccountName name) {
    return em.createQuery(BY_NAME, Account.class)
        .setParameter("name", name.value())
        .getResultStream()
        .findFirst();
  }
}
