package dev.coffer.protocol.wire.vault;

import java.time.Instant;

/** One vault of the caller, as a list shows it. */
public record VaultSummary(
    String vaultId, Integer version, Instant updatedAt, String name, String format) {}
