package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;

/**
 * A standing policy of the vault, with what the server alone knows of it.
 *
 * @param owner whose vault it is: several owners may have a vault of one id, and a policy of one
 *     says nothing about the vault of the other
 * @param pinnedRepositoryId the repository's id at the policy's first use, where it names none
 * @param pinnedOwnerId the same of the owner
 * @param escrowed whether the wanted environment's key is escrowed for it
 */
public record Candidate(
    String owner,
    TrustPolicy policy,
    Optional<String> pinnedRepositoryId,
    Optional<String> pinnedOwnerId,
    boolean escrowed) {
  /** For a judgement offline: nothing is pinned yet, and the key is there. */
  public static Candidate of(TrustPolicy policy) {
    return new Candidate("", policy, Optional.empty(), Optional.empty(), true);
  }
}
