package dev.coffer.server.release;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.escrow.TrustPolicies;
import dev.coffer.server.escrow.TrustPolicies.Sourced;
import dev.coffer.server.escrow.VaultRow;
import dev.coffer.server.escrow.VaultRows;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.release.JobTokens.Presented;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Gives a CI run the environment that its token names, once more judged by what stands now: the
 * policy that let it in, its expiry, its count of pulls, and that the key is escrowed. What opens
 * is that one environment and nothing else, and keys are wiped before this returns.
 */
@Stateless
public class EscrowRelease {
  private static final String ACTION = "ci_pull";

  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private JobTokens tokens;
  @Inject private OpenedContent contents;
  @Inject private TrustPolicies policies;
  @Inject private VaultRows vaults;

  /**
   * The environment of the vault's newest version.
   *
   * @param token the id of the run's token, which the application server verified
   * @param asked empty for the environment that the token is for
   * @param sealTo the run's own public key, X25519
   * @throws SignInRefused when the token is unknown or has expired
   * @throws AccessRefused when the token is for something else, its policy does not stand any more
   *     as it did or has expired, wants a sealed answer, or nothing is escrowed
   * @throws RateLimited when the policy had as many pulls today as it permits
   * @throws NotFound when the vault has no such environment
   */
  public Released release(
      UUID token, VaultId vault, Optional<EnvironmentName> asked, Optional<Bytes> sealTo) {
    Presented presented = tokens.find(token).orElseThrow(SignInRefused::notSignedIn);
    JobToken job = presented.job();
    requireAsked(job, vault, asked);
    VaultRow row = vaults.find(job.owner(), vault).orElseThrow(AccessRefused::policyGone);
    Sourced standing = standing(presented);
    TrustPolicy policy = standing.policy();
    if (sealTo.isEmpty() && !policy.release().plain()) {
      throw AccessRefused.sealedOnly();
    }
    if (!policies.countPull(job.owner(), policy)) {
      throw new RateLimited(untilTomorrow());
    }
    byte[] variables = contents.open(row, job, standing);
    try {
      Released released = released(job, row, variables, sealTo);
      audit.recordRun(job.owner(), vault, ACTION, facts(job, row, standing, sealTo.isPresent()));
      return released;
    } finally {
      Arrays.fill(variables, (byte) 0);
    }
  }

  private static void requireAsked(JobToken job, VaultId vault, Optional<EnvironmentName> asked) {
    if (!job.vault().equals(vault) || !asked.orElse(job.environment()).equals(job.environment())) {
      throw AccessRefused.otherEnvironment();
    }
  }

  private Sourced standing(Presented presented) {
    Sourced standing =
        presented
            .policy()
            .filter(found -> presented.job().isUnder(found.policy()))
            .orElseThrow(AccessRefused::policyGone);
    Optional<Instant> expires = standing.policy().release().expires();
    if (expires.isPresent() && !clock.instant().isBefore(expires.get())) {
      throw AccessRefused.policyExpired();
    }
    return standing;
  }

  private static Released released(
      JobToken job, VaultRow row, byte[] variables, Optional<Bytes> sealTo) {
    if (sealTo.isEmpty()) {
      return new Released(
          job.environment(),
          row.version(),
          Optional.of(new String(variables, StandardCharsets.UTF_8)),
          Optional.empty());
    }
    SealedAnswerContext context =
        new SealedAnswerContext(job.vault(), job.environment(), row.version(), sealTo.get());
    return new Released(
        job.environment(),
        row.version(),
        Optional.empty(),
        Optional.of(AnswerSealing.seal(context, variables)));
  }

  private static Map<String, Object> facts(
      JobToken job, VaultRow row, Sourced standing, boolean sealed) {
    Map<String, Object> facts = new TreeMap<>(job.run());
    facts.put("policy", job.policy().value());
    facts.put("source", standing.source());
    facts.put("environment", job.environment().value());
    facts.put("version", row.version());
    facts.put("sealed", sealed);
    return facts;
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
