package dev.coffer.server.audit;

import java.io.Serializable;
import java.util.Objects;

/** Names one audit row. A class because this platform takes no record for a key. */
public class AuditRowId implements Serializable {
  private static final long serialVersionUID = 1L;

  private String owner;
  private long sequence;

  protected AuditRowId() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditRowId that
        && sequence == that.sequence
        && Objects.equals(owner, that.owner);
  }

  @Override
  public int hashCode() {
    return Objects.hash(owner, sequence);
  }
}
