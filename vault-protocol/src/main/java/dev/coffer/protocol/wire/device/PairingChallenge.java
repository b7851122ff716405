package dev.coffer.protocol.wire.device;

/**
 * {@code PUT /api/devices/{keyId}/challenge}: what an approved device sends to a pending one.
 *
 * @param approver key id of the approved device
 * @param genesis digest of the account chain's first event, base64
 * @param sequence of the newest event the approver had verified
 * @param head digest of that event, base64
 * @param nonce base64 of 32 bytes
 */
public record PairingChallenge(
    String approver, String genesis, Long sequence, String head, String nonce) {}
