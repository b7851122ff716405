package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.audit.AuditRecord;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the records of one log in the order in which they come, and refuses the first that is not
 * the next one: another hash than its content has, a gap, another order, another owner, a link to
 * something else, or another record than this profile verified before. Not safe for several
 * threads.
 */
public final class AuditCheck {
  private static final String HINT =
      "the log was changed, or not all of it is shown; keep what you have of it, such as an"
          + " export, and ask who runs the server";

  private final long from;
  private final Optional<VaultId> only;
  private final Function<String, Optional<KnownHead>> heads;
  private Optional<KnownHead> known;
  private long records;
  private long first;
  private AuditRecord last;
  private Digest hash;

  private AuditCheck(
      long from,
      Optional<VaultId> only,
      Function<String, Optional<KnownHead>> heads,
      Optional<KnownHead> known) {
    this.from = from;
    this.only = only;
    this.heads = heads;
    this.known = known;
  }

  /**
   * For a log as a server has it.
   *
   * @param from the first record's sequence
   * @param only the one vault whose records these are, between which others are left out
   * @param known what this profile has verified of the log before
   */
  public static AuditCheck ofLog(long from, Optional<VaultId> only, Optional<KnownHead> known) {
    return new AuditCheck(from, only, owner -> known, known);
  }

  /**
   * For a log whose owner its first record tells.
   *
   * @param from as in {@link #ofLog}
   * @param only as in {@link #ofLog}
   * @param heads what this profile has verified of an owner's log before
   */
  public static AuditCheck ofCopy(
      long from, Optional<VaultId> only, Function<String, Optional<KnownHead>> heads) {
    return new AuditCheck(from, only, heads, Optional.empty());
  }

  /**
   * Takes the next record.
   *
   * @throws ClientException.Tampered unless it is that
   */
  public void accept(LoggedRecord next) {
    AuditRecord record = next.record();
    if (!next.isWhole()) {
      throw broken(record.sequence(), "it was changed: its hash is that of another content");
    }
    if (records == 0) {
      known = heads.apply(record.owner());
    }
    requirePlace(record);
    requireLink(record);
    requireKnown(next);
    first = records == 0 ? record.sequence() : first;
    records++;
    last = record;
    hash = next.hash();
  }

  private void requirePlace(AuditRecord record) {
    long sequence = record.sequence();
    long expected = last == null ? from : last.sequence() + 1;
    if (sequence < expected) {
      throw broken(
          sequence,
          last == null ? "the log is to begin with " + from : "it comes after " + last.sequence());
    }
    if (sequence > expected && only.isEmpty()) {
      throw broken(expected, "it is missing; the next one is record " + sequence);
    }
    if (last != null && !record.owner().equals(last.owner())) {
      throw broken(sequence, "it is of another owner's log");
    }
    if (only.isPresent() && !record.vault().equals(only.get().value())) {
      throw broken(sequence, "it does not concern vault " + only.get());
    }
  }

  /** The first record names nothing before it; every other one names the record before. */
  private void requireLink(AuditRecord record) {
    if (record.previous().isPresent() == (record.sequence() == 1)) {
      throw broken(record.sequence(), "only the first record has none before it");
    }
    boolean follows = last != null && record.sequence() == last.sequence() + 1;
    if (follows && !record.previous().equals(Optional.of(hash))) {
      throw broken(
          record.sequence(), "it does not follow record " + last.sequence() + ", which is another");
    }
  }

  private void requireKnown(LoggedRecord next) {
    if (known.isEmpty()) {
      return;
    }
    KnownHead head = known.get();
    long sequence = next.record().sequence();
    boolean same = sequence != head.sequence() || head.hasHash(next.hash());
    boolean follows =
        sequence != head.sequence() + 1
            || next.record().previous().filter(head::hasHash).isPresent();
    if (!same || !follows) {
      throw broken(
          head.sequence(),
          "it is not the one that was verified here on "
              + head.verifiedAt()
              + ": it, or one before it, was changed");
    }
  }

  /** Everything that was accepted; empty when that is nothing. */
  public Optional<VerifiedLog> accepted() {
    return records == 0
        ? Optional.empty()
        : Optional.of(new VerifiedLog(last.owner(), records, first, last.sequence(), hash));
  }

  /**
   * The same at the log's end. Of one vault's records nobody can say whether they are all.
   *
   * @throws ClientException.Tampered when this profile has verified a longer one
   */
  public Optional<VerifiedLog> complete() {
    long end = last == null ? from - 1 : last.sequence();
    known
        .filter(head -> only.isEmpty() && head.sequence() > end)
        .ifPresent(
            head -> {
              throw broken(
                  end + 1,
                  "it is gone, as are all after it; on "
                      + head.verifiedAt()
                      + " the log was verified here up to record "
                      + head.sequence());
            });
    return accepted();
  }

  /** What to tell about the record {@code sequence}. */
  public static ClientException.Tampered broken(long sequence, String what) {
    return new ClientException.Tampered(
        "the audit log is broken at record " + sequence + ": " + what, HINT);
  }
}
