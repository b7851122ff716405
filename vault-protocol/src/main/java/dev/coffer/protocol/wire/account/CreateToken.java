package dev.coffer.protocol.wire.account;

/**
 * {@code POST /api/tokens}: an access token for a script.
 *
 * @param name shown in lists
 * @param scope {@code read} or {@code full}; absent means {@code full}
 * @param expiryDays 1 to 365; absent means the server's default
 */
public record CreateToken(String name, String scope, Integer expiryDays) {}
