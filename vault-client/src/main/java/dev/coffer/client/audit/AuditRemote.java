package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One log on a server, whoever's it is. What it answers is believed by nobody. */
public interface AuditRemote {
  /** The newest records, or those older than {@code cursor}; newest first. */
  AuditPage older(Optional<String> cursor);

  /** Records newer than {@code sequence}, oldest first; 0 begins with the first. */
  AuditPage newer(long sequence);

  /** The newest {@code limit} records, newest first. */
  default List<AuditEntry> newest(int limit) {
    List<AuditEntry> entries = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = older(cursor);
      entries.addAll(entries(page));
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent() && entries.size() < limit);
    return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
  }

  /**
   * What stands on {@code page}.
   *
   * @throws ClientException.Tampered when it is no page of a log
   */
  static List<AuditEntry> entries(AuditPage page) {
    if (page.entries() == null
        || page.entries().stream().anyMatch(entry -> entry == null || entry.sequence() == null)
        || (page.entries().isEmpty() && page.nextCursor() != null)) {
      throw new ClientException.Tampered(
          "the server's answer is no page of an audit log", "nothing was stored");
    }
    return page.entries();
  }
}
