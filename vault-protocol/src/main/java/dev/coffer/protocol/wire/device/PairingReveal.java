package dev.coffer.protocol.wire.device;

/** {@code PUT /api/devices/{keyId}/reveal}: the nonce behind the commitment, base64. */
public record PairingReveal(String nonce) {}
