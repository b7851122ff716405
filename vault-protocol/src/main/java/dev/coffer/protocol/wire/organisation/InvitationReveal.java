package dev.coffer.protocol.wire.organisation;

/**
 * {@code PUT /api/orgs/{org}/invitations/{id}/reveal}: the nonce that the invitation committed to,
 * base64 of 32 bytes, once somebody has accepted it.
 */
public record InvitationReveal(String nonce) {}
