package dev.coffer.protocol.wire.lpm;

import java.util.Optional;

/**
 * One element of {@code GET /api/orgs/{org}/members/public-keys}.
 *
 * @param userId the member's account id
 * @param role {@code owner}, {@code admin}, {@code maintainer}, {@code developer} or {@code member}
 * @param publicKey X25519, base64 of 32 bytes; empty while the member has none
 */
public record MemberPublicKey(
    String userId, String role, Optional<String> publicKey, Boolean hasPublicKey) {}
