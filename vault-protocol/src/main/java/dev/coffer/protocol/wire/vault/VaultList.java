package dev.coffer.protocol.wire.vault;

import java.util.List;

/** {@code GET /api/vaults}: the caller's vaults, newest change first. */
public record VaultList(List<VaultSummary> vaults) {}
