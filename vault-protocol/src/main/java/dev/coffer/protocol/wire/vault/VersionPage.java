package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code GET /api/vaults/{id}/versions}: the history kept, newest first.
 *
 * @param nextCursor pass it as {@code ?cursor=} for older ones; absent at the end
 */
public record VersionPage(List<VersionView> versions, String nextCursor) {}
