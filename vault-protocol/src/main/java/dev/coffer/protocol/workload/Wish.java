package dev.coffer.protocol.workload;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run asks for.
 *
 * @param environment of the vault
 * @param policy to be judged by this one alone
 * @param now the time of the judgement
 */
public record Wish(
    Workload workload, EnvironmentName environment, Optional<PolicyId> policy, Instant now) {}
