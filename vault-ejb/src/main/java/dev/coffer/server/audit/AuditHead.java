package dev.coffer.server.audit;

import dev.coffer.protocol.Digest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** The newest record of one account's log; locked while the next one is written. */
@Entity
@Table(name = "audit_head")
public class AuditHead {
  @Id private String owner;
  private long sequence;
  private Digest hash;

  protected AuditHead() {}

  AuditHead(String owner, AuditRow first) {
    this.owner = owner;
    follow(first);
  }

  void follow(AuditRow next) {
    sequence = next.sequence();
    hash = next.hash();
  }

  long sequence() {
    return sequence;
  }

  Optional<Digest> hash() {
    return Optional.of(hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditHead that && owner.equals(that.owner);
  }

  @Override
  public int hashCode() {
    return owner.hashCode();
  }

  @Override
  public String toString() {
    return "AuditHead[" + owner + "]";
  }
}
