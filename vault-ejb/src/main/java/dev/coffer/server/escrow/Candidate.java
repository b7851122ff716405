package dev.coffer.server.escrow;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A policy that stands, with what the server knows beside it.
 *
 * @param owner the account or organisation whose vault it is for
 * @param vault the vault's row
 * @param source {@link TrustPolicies#CHAIN} or {@link TrustPolicies#LPM}
 * @param pins what runs before this one had
 * @param escrowed the environments of the policy whose keys the server can open now
 * @param pullsToday since midnight, UTC
 */
public record Candidate(
    UUID owner,
    String vault,
    TrustPolicy policy,
    String source,
    Pins pins,
    Set<EnvironmentName> escrowed,
    int pullsToday,
    Optional<Instant> lastPulledAt) {

  public Candidate {
    escrowed = Set.copyOf(escrowed);
  }

  /**
   * The ids that the first run had; empty where none was seen, or where the policy names its own.
   */
  public record Pins(Optional<String> repositoryId, Optional<String> ownerId) {
    public static final Pins NONE = new Pins(Optional.empty(), Optional.empty());
  }

  public boolean isEscrowed(EnvironmentName environment) {
    return escrowed.contains(environment);
  }
}
