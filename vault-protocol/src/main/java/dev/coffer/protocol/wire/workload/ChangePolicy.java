package dev.coffer.protocol.wire.workload;

import java.util.List;

/**
 * {@code POST …/vaults/{id}/oidc/policies}: a signed event that sets or removes a policy, with all
 * that is escrowed for it.
 *
 * @param event of the owner's chain
 * @param escrowedKeys signed, one for each environment of a policy that is set; absent for one that
 *     is removed
 */
public record ChangePolicy(String event, List<String> escrowedKeys) {}
