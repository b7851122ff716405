package dev.coffer.protocol.wire.workload;

import java.time.Instant;

/**
 * The answer to {@link ExchangeToken}.
 *
 * @param token a JWT of this server, that opens this vault and environment by this policy
 * @param sealedOnly whether a pull must name a key to seal its answer to
 */
public record ExchangedToken(
    String token,
    Instant expiresAt,
    String policyId,
    String vaultId,
    String env,
    Boolean sealedOnly) {}
