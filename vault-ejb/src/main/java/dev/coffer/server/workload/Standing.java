package dev.coffer.server.workload;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.Candidate;
import dev.coffer.server.escrow.TrustPolicies;
import java.util.Optional;
import java.util.UUID;

/** A policy as it is stored, and as the check wants to see it. */
record Standing(dev.coffer.server.escrow.Candidate stored, Candidate candidate) {
  Standing(dev.coffer.server.escrow.Candidate stored, EnvironmentName wanted) {
    this(
        stored,
        new Candidate(
            stored.owner().toString(),
            stored.policy(),
            stored.pins().repositoryId(),
            stored.pins().ownerId(),
            stored.isEscrowed(wanted)));
  }

  UUID owner() {
    return stored.owner();
  }

  TrustPolicy policy() {
    return stored.policy();
  }

  /** Whether this is the very candidate that the check has chosen. */
  boolean is(Candidate chosen) {
    return candidate.equals(chosen);
  }

  boolean isUsedUp() {
    return stored.pullsToday() >= policy().release().pullsPerDay().orElse(Integer.MAX_VALUE);
  }

  /**
   * Pins the run's ids where the policy names none and none are pinned. Whether they are the ones
   * that are pinned now: another run may have been first.
   */
  boolean pin(TrustPolicies policies, Origin run) {
    var wanted =
        new dev.coffer.server.escrow.Candidate.Pins(
            missing(
                policy().origin().repositoryId(), stored.pins().repositoryId(), run.repositoryId()),
            missing(policy().origin().ownerId(), stored.pins().ownerId(), run.ownerId()));
    if (wanted.repositoryId().isEmpty() && wanted.ownerId().isEmpty()) {
      return true;
    }
    var pinned = policies.pin(owner(), policy().id(), wanted);
    return agrees(wanted.repositoryId(), pinned.repositoryId())
        && agrees(wanted.ownerId(), pinned.ownerId());
  }

  private static Optional<String> missing(
      Optional<String> named, Optional<String> pinned, Optional<String> found) {
    return named.isPresent() || pinned.isPresent() ? Optional.empty() : found;
  }

  private static boolean agrees(Optional<String> wanted, Optional<String> pinned) {
    return wanted.isEmpty() || wanted.equals(pinned);
  }
}
