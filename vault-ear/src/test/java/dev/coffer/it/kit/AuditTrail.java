package dev.coffer.it.kit;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.audit.AuditRecord;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An audit log as anybody who is served it can check it. */
public final class AuditTrail {
  private AuditTrail() {}

  /**
   * All records of {@code person}, oldest first.
   *
   * @throws AssertionError when a record is missing, its hash is another, or it does not name the
   *     one before it
   */
  public static List<AuditEntry> verified(Person person) throws IOException {
    return verified(person.accountId(), person.api(), "/api/audit");
  }

  /** All records of {@code organisation}, as its owner is told them; likewise. */
  public static List<AuditEntry> verified(TestOrganisation organisation) throws IOException {
    return verified(
        organisation.id().toString(), organisation.owner().api(), organisation.route() + "/audit");
  }

  private static List<AuditEntry> verified(String owner, Api api, String path) throws IOException {
    List<AuditEntry> entries = read(api, path);
    Collections.reverse(entries);
    Optional<Digest> previous = Optional.empty();
    long sequence = 0;
    for (AuditEntry entry : entries) {
      sequence++;
      Digest hash = record(owner, sequence, previous, entry).hash();
      if (entry.sequence() != sequence || !hash.text().equals(entry.hash())) {
        throw new AssertionError("the audit log is broken at record " + sequence + ": " + entry);
      }
      previous = Optional.of(hash);
    }
    return entries;
  }

  private static List<AuditEntry> read(Api api, String first) throws IOException {
    List<AuditEntry> newestFirst = new ArrayList<>();
    String path = first;
    while (true) {
      AuditPage page = api.get(path).require(200).as(AuditPage.class);
      newestFirst.addAll(page.entries());
      if (page.nextCursor() == null) {
        return newestFirst;
      }
      path = first + "?cursor=" + page.nextCursor();
    }
  }

  private static AuditRecord record(
      String owner, long sequence, Optional<Digest> previous, AuditEntry entry) {
    return new AuditRecord(
        owner,
        sequence,
        previous,
        entry.createdAt(),
        entry.userId(),
        Optional.ofNullable(entry.deviceId()).orElse(AuditRecord.NONE),
        entry.action(),
        entry.outcome(),
        Optional.ofNullable(entry.vaultId()).orElse(AuditRecord.NONE),
        entry.metadata());
  }
}
