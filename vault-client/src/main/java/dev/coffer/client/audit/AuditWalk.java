package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a log from one record to its end, oldest first. However long it is, one page of it is in
 * memory, and however the server lies, it comes to an end.
 *
 * @param owner whose log it is: the name stands in every record's hash
 */
public record AuditWalk(String owner, AuditRemote remote) {
  /**
   * Gives each record from {@code first} on to {@code each}.
   *
   * @throws ClientException.Tampered when what is served is no log in order
   */
  public void forEach(long first, Consumer<LoggedRecord> each) {
    long last = first - 1;
    AuditPage page;
    do {
      page = remote.newer(last);
      List<AuditEntry> entries = AuditRemote.entries(page);
      for (AuditEntry entry : entries) {
        if (entry.sequence() <= last) {
          throw AuditCheck.broken(entry.sequence(), "it is served after record " + last);
        }
        last = entry.sequence();
        each.accept(LoggedRecord.of(owner, entry));
      }
    } while (page.nextCursor() != null);
  }
}
