package dev.coffer.server.workload;

import dev.coffer.protocol.Digest;
import java.time.Instant;

/**
 * By which a token is known again.
 *
 * @param issuer digest of the issuer's address
 * @param token digest of the token's id, or of all that is signed where it has none
 * @param expiresAt from when on nobody takes the token, skew of the clocks included
 */
public record TokenMark(Digest issuer, Digest token, Instant expiresAt) {}
