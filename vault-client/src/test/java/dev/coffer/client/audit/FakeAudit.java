package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** One owner's log on a server in memory, and what a hostile one would make of it. */
public final class FakeAudit implements AuditRemote {
  public static final String OWNER = "7d5c1a52-6a1f-4c37-9d5e-0a6c5f1f8e11";
  private static final int PAGE = 3;

  public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  /** What is answered instead of each page. */
  public UnaryOperator<AuditPage> hostility = UnaryOperator.identity();

  /** What every request ends with; null when requests are answered. */
  volatile ClientException denial;

  public FakeAudit(int records) {
    for (int i = 0; i < records; i++) {
      append("push", "shop");
    }
  }

  /** The next record, as an honest server makes it. */
  public void append(String action, String vault) {
    int last = entries.size();
    String previous = last == 0 ? null : entries.get(last - 1).hash();
    entries.add(linked(entry(last + 1, previous, action, vault, "{\"version\":1}")));
  }

  private static AuditEntry entry(
      long sequence, String previous, String action, String vault, String metadata) {
    return new AuditEntry(
        OWNER + "-" + sequence,
        action,
        "ok",
        OWNER,
        "ad69e91dda2350f8281714cbf4856787",
        vault,
        metadata,
        Instant.parse("2026-11-21T12:00:00.120Z").plusSeconds(sequence),
        sequence,
        previous,
        null);
  }

  /** {@code entry} with the hash that it should have. */
  public static AuditEntry linked(AuditEntry entry) {
    AuditEntry hashed = with(entry, entry.metadata(), entry.previous(), Digest.of("").text());
    return with(
        entry,
        entry.metadata(),
        entry.previous(),
        LoggedRecord.of(OWNER, hashed).record().hash().text());
  }

  /** {@code entry} saying something else. */
  public static AuditEntry with(AuditEntry entry, String metadata, String previous, String hash) {
    return new AuditEntry(
        entry.id(),
        entry.action(),
        entry.outcome(),
        entry.userId(),
        entry.deviceId(),
        entry.vaultId(),
        metadata,
        entry.createdAt(),
        entry.sequence(),
        previous,
        hash);
  }

  /** Replaces record {@code sequence} and links all after it anew: every hash is right again. */
  public void rewrite(int sequence, String metadata) {
    for (int i = sequence - 1; i < entries.size(); i++) {
      AuditEntry old = entries.get(i);
      String previous = i == 0 ? null : entries.get(i - 1).hash();
      String said = i == sequence - 1 ? metadata : old.metadata();
      entries.set(i, linked(with(old, said, previous, null)));
    }
  }

  public AuditWalk walk() {
    return new AuditWalk(OWNER, this);
  }

  /** The records as a client reads them. */
  public List<LoggedRecord> records() {
    return entries.stream().map(entry -> LoggedRecord.of(OWNER, entry)).toList();
  }

  @Override
  public AuditPage older(Optional<String> cursor) {
    requireAnswer();
    long before = cursor.map(Long::parseLong).orElse(Long.MAX_VALUE);
    List<AuditEntry> found =
        new ArrayList<>(entries.stream().filter(entry -> entry.sequence() < before).toList());
    Collections.reverse(found);
    return page(found);
  }

  @Override
  public AuditPage newer(long sequence) {
    requireAnswer();
    return page(entries.stream().filter(entry -> entry.sequence() > sequence).toList());
  }

  private void requireAnswer() {
    if (denial != null) {
      throw denial;
    }
  }

  private AuditPage page(List<AuditEntry> found) {
    boolean more = found.size() > PAGE;
    List<AuditEntry> page = List.copyOf(found.subList(0, more ? PAGE : found.size()));
    return hostility.apply(
        new AuditPage(page, more ? page.get(PAGE - 1).sequence().toString() : null));
  }
}
