package dev.coffer.server.audit;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.audit.AuditRecord;
import dev.coffer.protocol.wire.vault.AuditEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** One record as stored. Written once, never changed or deleted. */
@Entity
@Table(name = "audit_row")
@IdClass(AuditRowId.class)
@NamedQuery(
    name = AuditRow.OF_OWNER,
    query =
        "select r from AuditRow r where r.owner = :owner and r.sequence < :before"
            + " order by r.sequence desc")
@NamedQuery(
    name = AuditRow.OF_VAULT,
    query =
        "select r from AuditRow r where r.owner = :owner and r.vault = :vault"
            + " and r.sequence < :before order by r.sequence desc")
@NamedQuery(
    name = AuditRow.OF_OWNER_ON,
    query =
        "select r from AuditRow r where r.owner = :owner and r.sequence > :after"
            + " order by r.sequence")
@NamedQuery(
    name = AuditRow.OF_VAULT_ON,
    query =
        "select r from AuditRow r where r.owner = :owner and r.vault = :vault"
            + " and r.sequence > :after order by r.sequence")
public class AuditRow {
  static final String OF_OWNER = "AuditRow.ofOwner";
  static final String OF_VAULT = "AuditRow.ofVault";
  static final String OF_OWNER_ON = "AuditRow.ofOwnerOn";
  static final String OF_VAULT_ON = "AuditRow.ofVaultOn";

  @Id private String owner;
  @Id private long sequence;
  private Digest previous;
  private Instant time;
  private String actor;
  private String device;
  private String action;
  private String outcome;
  private String vault;
  private String metadata;
  private Digest hash;

  protected AuditRow() {}

  AuditEntry entry() {
    return new AuditEntry(
        owner + "-" + sequence,
        action,
        outcome,
        actor,
        absentForNone(device),
        absentForNone(vault),
        metadata,
        time,
        sequence,
        previous == null ? null : previous.text(),
        hash.text());
  }

  private static String absentForNone(String value) {
    return value.equals(AuditRecord.NONE) ? null : value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditRow that && sequence == that.sequence && owner.equals(that.owner);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence) * 31 + owner.hashCode();
  }

  @Override
  public String toString() {
    return "AuditRow[" + owner + " " + sequence + "]";
  }
}
