package dev.coffer.protocol.wire.lpm;

/**
 * A content key wrapped for one member.
 *
 * @param userId the member's account id
 * @param wrappedKey ephemeral X25519 key, nonce, and key with tag, each in base64, between colons
 */
public record MemberWrap(String userId, String wrappedKey) {}
