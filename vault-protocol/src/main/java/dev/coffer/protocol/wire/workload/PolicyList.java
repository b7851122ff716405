package dev.coffer.protocol.wire.workload;

import java.util.List;

/** {@code GET …/vaults/{id}/oidc/policies}: the policies of one vault, sorted by id. */
public record PolicyList(List<PolicyView> policies) {}
