package dev.coffer.protocol.wire.device;

import java.time.Instant;

/**
 * One device as the server knows it. Clients believe the account's chain instead.
 *
 * @param status {@code pending}, {@code approved} or {@code revoked}
 * @param commitment pending only
 * @param challenge pending only, once an approved device has begun the pairing
 * @param reveal pending only, once the device has answered
 */
public record DeviceView(
    String keyId,
    String name,
    String signingKey,
    String agreementKey,
    String status,
    Instant createdAt,
    String commitment,
    PairingChallenge challenge,
    String reveal) {}
