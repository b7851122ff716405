package dev.coffer.server.device;

import dev.coffer.protocol.note.SignedNote;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** One event of an account's chain, as its author signed it. Never changed. */
@Entity
@Table(name = "account_event")
public class StoredEvent {
  @Id private String id;

  @Column(name = "account_id")
  private UUID accountId;

  private long sequence;
  private String note;

  protected StoredEvent() {}

  StoredEvent(UUID accountId, long sequence, SignedNote note) {
    this.id = UUID.randomUUID().toString();
    this.accountId = accountId;
    this.sequence = sequence;
    this.note = note.format();
  }

  long sequence() {
    return sequence;
  }

  /** The event with its signature, in the form that goes over the wire. */
  String note() {
    return note;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredEvent that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "StoredEvent[" + id + "]";
  }
}
