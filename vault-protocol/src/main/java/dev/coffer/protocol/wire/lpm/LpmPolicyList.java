package dev.coffer.protocol.wire.lpm;

import java.util.List;

/** {@code GET /api/vault/oidc/policies?vaultId=}. */
public record LpmPolicyList(List<LpmPolicy> policies) {}
