package dev.coffer.protocol.wire.vault;

/**
 * The answer to a push.
 *
 * @param vaultId the vault that was written
 * @param version the version that was stored
 * @param status {@code created}, {@code updated}, or {@code unchanged} when this very envelope was
 *     the head already (the answer to an earlier try was lost)
 */
public record PushReceipt(String vaultId, Integer version, String status) {}
