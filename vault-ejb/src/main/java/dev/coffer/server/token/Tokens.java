package dev.coffer.server.token;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.TokenList;
import dev.coffer.protocol.wire.account.TokenView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.AccessToken;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.SignInRefused;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues, lists and ends the access tokens of the caller's account. */
@Stateless
public class Tokens {
  private static final String LIVE =
      "select t from AccessToken t where t.accountId = :account and t.revokedAt is null"
          + " and t.expiresAt > :now order by t.createdAt desc, t.id";

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private TokenMint mint;

  @Inject
  @ConfigProperty(name = "coffer.token.days")
  private int defaultDays;

  /** The tokens that are valid now, newest first. */
  public TokenList list(Caller caller) {
    Admitted who = access.admit(caller, Right.MANAGE_TOKENS);
    List<AccessToken> live =
        em.createQuery(LIVE, AccessToken.class)
            .setParameter("account", who.accountId())
            .setParameter("now", clock.instant())
            .getResultList();
    return new TokenList(live.stream().map(token -> view(token, who)).toList());
  }

  /**
   * Issues a token that is bound to no device. It ends with the device whose session made it, so
   * that a thief who is revoked does not keep a way in.
   */
  public IssuedToken create(Caller caller, TokenOrder order) {
    Admitted who = access.admit(caller, Right.MANAGE_TOKENS);
    Duration lifetime = order.lifetime().orElse(Duration.ofDays(defaultDays));
    AccessToken token =
        new AccessToken(
            UUID.randomUUID(),
            who.accountId(),
            order.name().value(),
            order.scope(),
            clock.instant(),
            lifetime);
    token.comesFrom(own(who));
    em.persist(token);
    record(who, "token_create", token);
    return issued(token, who);
  }

  /**
   * Ends one token of the caller's account, at once and everywhere.
   *
   * @throws NotFound when the account has no such token that is valid
   */
  public void revoke(Caller caller, UUID tokenId) {
    Admitted who = access.admit(caller, Right.MANAGE_TOKENS);
    AccessToken token =
        locked(tokenId)
            .filter(found -> found.accountId().equals(who.accountId()))
            .orElseThrow(() -> new NotFound("access token"));
    token.revoke(clock.instant());
    record(who, "token_revoke", token);
  }

  /** Ends the caller's own token. */
  public void signOut(Caller caller) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    AccessToken token = own(who);
    token.revoke(clock.instant());
    record(who, "sign_out", token);
  }

  /** Ends the caller's own token and issues one in its place with the same reach. */
  public IssuedToken rotate(Caller caller) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    AccessToken old = own(who);
    AccessToken renewed = old.renewed(UUID.randomUUID(), clock.instant());
    old.revoke(clock.instant());
    em.persist(renewed);
    record(who, "token_rotate", renewed);
    return issued(renewed, who);
  }

  /** Asked again under lock: of two that end the same token, one comes too late. */
  private AccessToken own(Admitted who) {
    return locked(who.tokenId()).orElseThrow(SignInRefused::notSignedIn);
  }

  private Optional<AccessToken> locked(UUID tokenId) {
    return Optional.ofNullable(
            em.find(AccessToken.class, tokenId.toString(), LockModeType.PESSIMISTIC_WRITE))
        .filter(token -> token.isLive(clock.instant()));
  }

  private void record(Admitted who, String action, AccessToken token) {
    em.flush();
    audit.record(who, action, Optional.empty(), Map.of("token", token.id().toString()));
  }

  private IssuedToken issued(AccessToken token, Admitted who) {
    return new IssuedToken(
        mint.mint(token, who.account()), token.id().toString(), token.expiresAt());
  }

  private static TokenView view(AccessToken token, Admitted who) {
    return new TokenView(
        token.id().toString(),
        token.name(),
        token.scope().text(),
        token.device().map(KeyId::value).orElse(null),
        token.createdAt(),
        token.expiresAt(),
        token.id().equals(who.tokenId()));
  }
}
