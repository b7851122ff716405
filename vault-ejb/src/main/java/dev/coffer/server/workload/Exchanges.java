package dev.coffer.server.workload;

import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.workload.Candidate;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.VaultException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Exchanges the token of a CI run for one of ours. What succeeds is one transaction; a failure is
 * counted, and told to the owner of the policy that it came closest to, in transactions of their
 * own: the refusal must not undo them. None is under way while an issuer is asked for its keys.
 */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class Exchanges {
  @EJB private Admissions admissions;
  @EJB private Refusals refusals;
  @Inject private FailureLimits limits;

  /**
   * A token that opens one environment of one vault, by one policy, for some minutes.
   *
   * @throws RateLimited when there were too many failures lately, or pulls today
   * @throws AccessRefused when the run's token proves nothing, was exchanged before, or no policy
   *     fits
   */
  public ExchangedToken exchange(ExchangeOrder order, Verification verification) {
    limits.require(order.address());
    VerifiedRun run = verified(order, verification);
    Decision decision = admissions.decide(order, run);
    if (decision instanceof Decision.Granted granted) {
      return granted.token();
    }
    throw told(order, run, (Decision.Denied) decision);
  }

  private VerifiedRun verified(ExchangeOrder order, Verification verification) {
    try {
      return verification.verify();
    } catch (AccessRefused refusal) {
      limits.failed(order.address());
      throw refusal;
    }
  }

  private VaultException told(ExchangeOrder order, VerifiedRun run, Decision.Denied denied) {
    limits.failed(order.address());
    if (denied.closest().isEmpty()) {
      return denied.refusal();
    }
    Candidate closest = denied.closest().get();
    if (!limits.failed(closest)) {
      return limits.ofPolicy(closest);
    }
    refusals.record(order, run, closest, denied.refusal());
    return denied.refusal();
  }
}
