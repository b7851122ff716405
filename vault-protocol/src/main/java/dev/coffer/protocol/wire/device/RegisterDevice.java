package dev.coffer.protocol.wire.device;

/**
 * {@code POST /api/devices}: this session's device asks to be let in. Repeated while pending, it
 * starts the pairing anew.
 *
 * @param signingKey Ed25519, base64 of 32 bytes
 * @param agreementKey X25519, base64 of 32 bytes
 * @param commitment to the pairing nonce, base64 of 32 bytes
 * @param signature by the signing key of {@link
 *     dev.coffer.protocol.chain.Pairing#registrationText}, base64 of 64 bytes; without it, whoever
 *     knows the password could call a session an approved device
 */
public record RegisterDevice(
    String name, String signingKey, String agreementKey, String commitment, String signature) {}
