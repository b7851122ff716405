package dev.coffer.server.access;

import java.util.UUID;

/**
 * Whom a verified access token names. Says nothing about what is allowed: the token may have been
 * revoked since, which {@link Access} knows.
 */
public record Caller(UUID accountId, UUID tokenId) {}
