package dev.coffer.protocol.wire.account;

import java.time.Instant;

/**
 * One access token of the caller, without the token.
 *
 * @param device key id of the device it is bound to; absent for none
 * @param current whether the request itself came with it
 */
public record TokenView(
    String tokenId,
    String name,
    String scope,
    String device,
    Instant createdAt,
    Instant expiresAt,
    Boolean current) {}
