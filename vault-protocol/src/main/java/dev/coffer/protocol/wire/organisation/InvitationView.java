package dev.coffer.protocol.wire.organisation;

/**
 * {@code GET /api/orgs/{org}/invitations/{id}}: what inviter and joiner wait for.
 *
 * @param status {@code open}, {@code joined}, {@code confirmed} or {@code withdrawn}
 * @param reveal the inviter's nonce, base64 of 32 bytes; absent before it was opened
 */
public record InvitationView(String id, String status, String reveal) {}
