package dev.coffer.protocol.wire.vault;

import java.time.Instant;

/**
 * One record of the caller's audit log. All members but {@code id} enter the hash as {@link
 * dev.coffer.protocol.audit.AuditRecord} says.
 *
 * @param userId the account that acted
 * @param deviceId key id of its device; absent when it had none
 * @param vaultId absent for what concerns no vault
 * @param metadata JSON text exactly as it was hashed
 * @param previous hash of the record before; absent for the first one
 */
public record AuditEntry(
    String id,
    String action,
    String outcome,
    String userId,
    String deviceId,
    String vaultId,
    String metadata,
    Instant createdAt,
    Long sequence,
    String previous,
    String hash) {}
