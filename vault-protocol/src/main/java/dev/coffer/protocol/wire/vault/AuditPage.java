package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code GET /api/audit} and {@code GET /api/vaults/{id}/audit}: newest first, {@value #SHORT} to a
 * page; with {@code ?after=} oldest first, {@value #LONG} to a page.
 *
 * @param nextCursor the sequence of the page's last entry: pass it as {@code ?cursor=} for older
 *     ones, or as {@code ?after=} for newer ones, whichever made this page; absent at the end
 */
public record AuditPage(List<AuditEntry> entries, String nextCursor) {
  /** How many entries a page has at most, newest first. */
  public static final int SHORT = 50;

  /** The same oldest first, where a log is read to its end. */
  public static final int LONG = 500;
}
