package dev.coffer.protocol.wire.lpm;

import java.util.Optional;

/**
 * {@code GET /api/users/me/public-key}.
 *
 * @param publicKey X25519, base64 of 32 bytes; empty for none
 */
public record OwnPublicKey(Optional<String> publicKey) {}
