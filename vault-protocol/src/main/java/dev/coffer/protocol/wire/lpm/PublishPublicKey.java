package dev.coffer.protocol.wire.lpm;

/**
 * {@code POST /api/users/me/public-key}: have vaults of organisations wrapped to this from now on.
 *
 * @param publicKey X25519, base64 of 32 bytes
 */
public record PublishPublicKey(String publicKey) {}
