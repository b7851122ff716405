package dev.coffer.protocol.workload;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run asks for.
 *
 * @param environment of the vault
 * @param owner id of the account or organisation whose vault is meant; without it nobody but one
 *     may have a policy for the run
 * @param policy to be judged by this one alone
 * @param now the time of the judgement
 */
public record Wish(
    Workload workload,
    EnvironmentName environment,
    Optional<String> owner,
    Optional<PolicyId> policy,
    Instant now) {}
