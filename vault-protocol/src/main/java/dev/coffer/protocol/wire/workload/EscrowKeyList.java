package dev.coffer.protocol.wire.workload;

import java.util.List;

/**
 * {@code GET /api/vault/oidc/escrow-keys}: what a policy's author and a CI run need to know of the
 * server.
 *
 * @param audiences that a token may be for
 * @param issuers whose tokens are taken
 */
public record EscrowKeyList(
    List<EscrowKeyView> keys, List<String> audiences, List<TrustedIssuer> issuers) {}
