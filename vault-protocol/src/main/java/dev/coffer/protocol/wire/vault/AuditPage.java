package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code GET /api/vaults/{id}/audit}: newest first, 50 to a page.
 *
 * @param nextCursor pass it as {@code ?cursor=} for older ones; absent at the end
 */
public record AuditPage(List<AuditEntry> entries, String nextCursor) {}
