package dev.coffer.server.access;

import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides whether a caller may do something. Asks the database each time, so that what one server
 * revokes is refused by every server from the next request on.
 */
@ApplicationScoped
public class Access {
  private static final StandingSelect STANDING = new StandingSelect("", "");

  @Inject private Statements statements;
  @Inject private Clock clock;

  @Inject
  @ConfigProperty(name = "coffer.plan")
  private Plan plan;

  /**
   * Lets {@code caller} through to its own account, or refuses.
   *
   * @throws SignInRefused when its access token is unknown, expired, revoked or of a revoked device
   * @throws AccessRefused when its device is pending, or its scope, role or plan is not enough
   */
  public Admitted admit(Caller caller, Right right) {
    return admit(caller, Tenant.OWN, right);
  }

  /**
   * Lets {@code caller} through to its own account or an organisation, or refuses.
   *
   * @throws NotFound when it does not belong to the organisation, or there is none
   */
  public Admitted admit(Caller caller, Tenant tenant, Right right) {
    return admit(caller, tenant, standing(caller, tenant), right);
  }

  /**
   * The same for a caller whose standing was just read together with something else.
   *
   * @param found empty when there is no such access token
   */
  public Admitted admit(Caller caller, Tenant tenant, Optional<Standing> found, Right right) {
    Standing standing =
        found
            .filter(known -> known.isLive(clock.instant()))
            .orElseThrow(SignInRefused::notSignedIn);
    if (standing.isPending() && !right.isOpenToPendingDevices()) {
      throw AccessRefused.deviceNotApproved("This session's device is not approved yet");
    }
    if (tenant.isOrganisation() && standing.seat().isEmpty()) {
      throw new NotFound("organisation");
    }
    if (right.needsFullScope() && standing.scope() != Scope.FULL) {
      throw AccessRefused.forbidden("the access token is for reading only");
    }
    if (right == Right.ADMINISTER && !standing.administrator()) {
      throw AccessRefused.forbidden("only an administrator may do this");
    }
    Admitted who = admitted(caller, standing);
    require(who, right);
    if (right.needsSyncPlan() && !plan.includesSync()) {
      throw AccessRefused.planRequired("Vault sync requires a Pro or Org plan");
    }
    return who;
  }

  /**
   * Does nothing when the organisation in which {@code who} acts gives {@code right} too.
   *
   * @throws AccessRefused otherwise
   */
  public void require(Admitted who, Right right) {
    who.seat().ifPresent(seat -> require(seat, right));
  }

  private static void require(Seat seat, Right right) {
    if (!right.isGivenTo(seat)) {
      throw AccessRefused.roleNotEnough(
          seat.isActive()
              ? "This needs more than the role " + seat.role().text() + " allows here"
              : "The membership is not confirmed yet");
    }
    if (right.needsDeviceOfTheChain() && !seat.device()) {
      throw AccessRefused.deviceNotInTheChain();
    }
  }

  private static Admitted admitted(Caller caller, Standing standing) {
    return new Admitted(
        caller.accountId(),
        standing.account(),
        caller.tokenId(),
        standing.scope(),
        Optional.ofNullable(standing.device()),
        standing.seat());
  }

  private Optional<Standing> standing(Caller caller, Tenant tenant) {
    return STANDING.first(statements, caller, tenant, (standing, row, offset) -> standing);
  }
}
