package dev.coffer.it.container;

import dev.coffer.server.access.AccessToken;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Scope;
import dev.coffer.server.account.Account;
import dev.coffer.server.account.AccountName;
import dev.coffer.server.password.PasswordHash;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Makes accounts, and looks behind the product's back at what is stored of them. */
@Stateless
public class TestAccounts {
  private static final PasswordHash NOBODY_KNOWS =
      PasswordHash.parse("argon2id m=8 t=1 p=1 AAAAAAAAAAAAAAAAAAAAAA== AAAAAAAAAAAAAAAAAAAAAA==");

  @PersistenceContext private EntityManager em;
  @Inject private Clock clock;

  /** A caller of a new account, who is signed in. */
  public Caller join(Scope scope) {
    UUID id = UUID.randomUUID();
    em.persist(
        new Account(id, new AccountName(id.toString()), false, NOBODY_KNOWS, clock.instant()));
    em.flush();
    AccessToken token =
        new AccessToken(
            UUID.randomUUID(), id, "test", scope, clock.instant(), Duration.ofMinutes(10));
    em.persist(token);
    return new Caller(id, token.id());
  }

  /** Ends the caller's access token. */
  public void signOut(Caller caller) {
    em.find(AccessToken.class, caller.tokenId().toString()).revoke(clock.instant());
    em.flush();
  }

  /** Takes the place of the first record of the caller's log, so that it cannot be written. */
  public void occupyFirstRecord(Caller caller) {
    em.createNativeQuery(
            "insert into audit_row (owner, sequence, time, actor, device, action, outcome, vault,"
                + " metadata, hash) values (?1, 1, 0, '-', '-', '-', '-', '-', '{}', '-')")
        .setParameter(1, caller.accountId().toString())
        .executeUpdate();
  }

  /** What is stored of the caller's account, in the sight of the transaction that asks. */
  public Stored stored(Caller caller) {
    return new Stored(
        number("select max(version) from vault where owner_id = ?1", caller),
        number("select count(*) from vault_version where account = ?1", caller),
        number("select max(sequence) from audit_head where owner = ?1", caller),
        number("select count(*) from audit_row where owner = ?1", caller));
  }

  private int number(String query, Caller caller) {
    Object found =
        em.createNativeQuery(query)
            .setParameter(1, caller.accountId().toString())
            .getSingleResult();
    return found == null ? 0 : ((Number) found).intValue();
  }
}
