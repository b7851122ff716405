package dev.coffer.protocol.wire.lpm;

import java.util.List;

/**
 * A trust policy as {@code lpm} clients set and list it: {@code POST} and {@code GET
 * /api/vault/oidc/policies}. One for each vault, provider and subject.
 *
 * @param id of the policy, as a UUID; the server's
 * @param vaultId when it is set
 * @param provider {@code github} or {@code gitlab}
 * @param subject {@code repo:} and the repository's whole name
 * @param repositoryId decimal; absent pins that of the first run
 */
public record LpmPolicy(
    String id,
    String vaultId,
    String provider,
    String subject,
    List<String> allowedBranches,
    List<String> allowedEnvironments,
    Boolean allowForks,
    List<String> allowedWorkflows,
    List<String> allowedEvents,
    String repositoryId) {}
