package dev.coffer.protocol.wire.lpm;

import java.time.Instant;
import java.util.Map;

/**
 * {@code GET /api/orgs/{org}/vaults/{id}}: the head of a vault in format {@code lpm}.
 *
 * @param wrappedKey the caller's own; absent when nobody has wrapped the content key for the caller
 * @param schema the {@code envSchema} document; absent for none
 */
public record SharedVault(
    String vaultId,
    String encryptedBlob,
    String wrappedKey,
    Integer version,
    String name,
    Map<String, Object> schema,
    Instant updatedAt) {}
