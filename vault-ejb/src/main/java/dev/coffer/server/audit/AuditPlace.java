package dev.coffer.server.audit;

/**
 * Where a page of a log begins, and which way it goes.
 *
 * @param sequence not on the page itself
 * @param onwards oldest first from there on; else newest first from there back
 */
public record AuditPlace(long sequence, boolean onwards) {
  /** The newest records, newest first. */
  public static final AuditPlace NEWEST = before(Long.MAX_VALUE);

  /** Older records than this one, newest first. */
  public static AuditPlace before(long sequence) {
    return new AuditPlace(sequence, false);
  }

  /** Newer records than this one, oldest first; 0 begins with the first record. */
  public static AuditPlace after(long sequence) {
    return new AuditPlace(sequence, true);
  }
}
