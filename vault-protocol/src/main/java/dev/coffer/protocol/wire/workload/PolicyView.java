package dev.coffer.protocol.wire.workload;

import java.time.Instant;
import java.util.List;

/**
 * What the server knows of one policy beyond its rules, which a client takes from the chain.
 *
 * @param pinnedRepositoryId the id that the first run had, when the policy names none
 * @param pinnedOwnerId the same of the owner
 * @param escrowed the environments whose keys are there
 * @param epoch of these keys; absent when there are none
 * @param pullsToday since midnight, UTC
 * @param source {@code chain}, or {@code lpm} for what an {@code lpm} client set, unsigned
 */
public record PolicyView(
    String policyId,
    String platform,
    String repository,
    String pinnedRepositoryId,
    String pinnedOwnerId,
    List<String> environments,
    List<String> escrowed,
    Integer epoch,
    Instant lastPulledAt,
    Integer pullsToday,
    String source) {}
