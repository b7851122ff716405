package dev.coffer.server.token;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import java.time.Instant;
import java.util.UUID;

/**
 * What the token of a CI run says.
 *
 * @param id of the row by which it is known again
 */
public record JobClaims(
    UUID id,
    PolicyId policy,
    VaultId vault,
    EnvironmentName environment,
    Instant issuedAt,
    Instant expiresAt) {}
