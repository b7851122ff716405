package dev.coffer.server.access;

import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.SignInRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides whether a caller may do something. Asks the database each time, so that what one server
 * revokes is refused by every server from the next request on.
 */
@ApplicationScoped
public class Access {
  private static final String STANDING =
      "select new dev.coffer.server.access.Standing(a.name, a.administrator, t.scope, t.device,"
          + " d.status, t.expiresAt, t.revokedAt) from AccessToken t"
          + " join Account a on a.id = t.accountId"
          + " left join Device d on d.accountId = t.accountId and d.keyId = t.device"
          + " where t.id = :token and t.accountId = :account";

  @PersistenceContext private EntityManager em;
  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "coffer.plan")
  private Plan plan;

  /**
   * Lets {@code caller} through, or refuses.
   *
   * @throws SignInRefused when its access token is unknown, expired, revoked or of a revoked device
   * @throws AccessRefused when its device is pending, or its scope, role or plan is not enough
   */
  public Admitted admit(Caller caller, Right right) {
    Standing standing = standing(caller);
    if (standing.isPending() && !right.isOpenToPendingDevices()) {
      throw AccessRefused.deviceNotApproved("This session's device is not approved yet");
    }
    if (right.needsFullScope() && standing.scope() != Scope.FULL) {
      throw AccessRefused.forbidden("the access token is for reading only");
    }
    if (right == Right.ADMINISTER && !standing.administrator()) {
      throw AccessRefused.forbidden("only an administrator may do this");
    }
    if (right.needsSyncPlan() && !plan.includesSync()) {
      throw AccessRefused.planRequired("Vault sync requires a Pro or Org plan");
    }
    return new Admitted(
        caller.accountId(),
        standing.account(),
        caller.tokenId(),
        standing.scope(),
        Optional.ofNullable(standing.device()));
  }

  private Standing standing(Caller caller) {
    return em.createQuery(STANDING, Standing.class)
        .setParameter("token", caller.tokenId().toString())
        .setParameter("account", caller.accountId())
        .getResultStream()
        .findFirst()
        .filter(found -> found.isLive(clock.instant()))
        .orElseThrow(SignInRefused::notSignedIn);
  }
}
