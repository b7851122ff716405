package dev.coffer.server.workload;

import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.workload.Candidate;
import dev.coffer.protocol.workload.PolicyCheck;
import dev.coffer.protocol.workload.Verdict;
import dev.coffer.protocol.workload.Wish;
import dev.coffer.server.access.Plan;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.escrow.TrustPolicies;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.VaultException;
import dev.coffer.server.release.JobToken;
import dev.coffer.server.release.JobTokens;
import dev.coffer.server.token.JobClaims;
import dev.coffer.server.token.TokenMint;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides about a verified run, in one transaction: the policies are read, the run's token is
 * spent, ids are pinned, ours is remembered and the audit row written, all or nothing.
 */
@Stateless
public class Admissions {
  private static final int MAX_MINUTES = 15;

  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private JobTokens jobs;
  @Inject private TokenMint mint;
  @Inject private TrustPolicies policies;
  @Inject private SpentTokens spent;

  @Inject
  @ConfigProperty(name = "coffer.plan")
  private Plan plan;

  @Inject
  @ConfigProperty(name = "coffer.oidc.token.minutes")
  private int minutes;

  /** Gives a run a token, or says why it gets none. */
  public Decision decide(ExchangeOrder order, VerifiedRun run) {
    Wish wish =
        new Wish(
            run.workload(), order.environment(), order.owner(), order.policy(), clock.instant());
    List<Standing> standing =
        policies.candidates(order.vault()).stream()
            .map(candidate -> new Standing(candidate, order.environment()))
            .toList();
    Verdict verdict =
        PolicyCheck.verdict(standing.stream().map(Standing::candidate).toList(), wish);
    if (verdict instanceof Verdict.Refused refused) {
      return new Decision.Denied(
          spent.isSpent(run.mark()) ? replayed() : AccessRefused.ofRun(refused), refused.closest());
    }
    Candidate by = ((Verdict.Allowed) verdict).by();
    return granted(
        order, run, standing.stream().filter(one -> one.is(by)).findFirst().orElseThrow());
  }

  private Decision granted(ExchangeOrder order, VerifiedRun run, Standing by) {
    if (!plan.includesSync()) {
      return denied(AccessRefused.planRequired("Vault CI pull requires a Pro or Org plan"), by);
    }
    if (by.isUsedUp()) {
      return denied(new RateLimited(untilTomorrow()), by);
    }
    if (!spent.spend(run.mark())) {
      return denied(replayed(), by);
    }
    if (!by.pin(policies, run.workload().origin())) {
      return denied(identityChanged(), by);
    }
    return new Decision.Granted(token(order, run, by));
  }

  private ExchangedToken token(ExchangeOrder order, VerifiedRun run, Standing by) {
    TrustPolicy policy = by.policy();
    Instant now = clock.instant();
    Instant expiry = now.plus(Duration.ofMinutes(Math.min(MAX_MINUTES, minutes)));
    JobToken job = JobToken.of(by.owner(), policy, order.environment(), run.facts(), expiry);
    jobs.add(job);
    audit.recordRun(
        by.owner(), order.vault(), "ci_exchange", run.facts(policy, order.environment()));
    JobClaims claims =
        new JobClaims(job.id(), policy.id(), policy.vault(), order.environment(), now, expiry);
    return new ExchangedToken(
        mint.mint(claims),
        expiry,
        policy.id().value(),
        policy.vault().value(),
        order.environment().value(),
        !policy.release().plain());
  }

  private static AccessRefused replayed() {
    return AccessRefused.ofRun(
        new Verdict.Refused(
            Problem.TOKEN_REPLAYED,
            "the token was exchanged before",
            "ask the platform for a new token for each exchange; if the job did, somebody else"
                + " used its token"));
  }

  private static AccessRefused identityChanged() {
    return AccessRefused.ofRun(
        new Verdict.Refused(
            Problem.IDENTITY_CHANGED,
            "another repository of this name was first",
            "set the policy anew, with the repository's id: coffer oidc allow"));
  }

  private static Decision denied(VaultException refusal, Standing by) {
    return new Decision.Denied(refusal, Optional.of(by.candidate()));
  }

  private Duration untilTomorrow() {
    Instant now = clock.instant();
    Instant midnight =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .plusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return Duration.between(now, midnight);
  }
}
