package dev.coffer.client.audit;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.audit.AuditRecord;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record and the hash that was given with it; whether they belong together says {@link
 * AuditCheck}.
 */
public record LoggedRecord(AuditRecord record, Digest hash) {
  /**
   * {@code entry} of the log of {@code owner}.
   *
   * @throws ClientException.Tampered when it lacks what every record has
   */
  static LoggedRecord of(String owner, AuditEntry entry) {
    requireMembers(entry);
    try {
      return new LoggedRecord(
          new AuditRecord(
              owner,
              entry.sequence(),
              Optional.ofNullable(entry.previous()).map(Digest::parse),
              entry.createdAt(),
              entry.userId(),
              orNone(entry.deviceId()),
              entry.action(),
              entry.outcome(),
              orNone(entry.vaultId()),
              entry.metadata()),
          Digest.parse(entry.hash()));
    } catch (Malformed e) {
      throw AuditCheck.broken(entry.sequence(), "its hash, or that of the one before, is none");
    }
  }

  private static void requireMembers(AuditEntry entry) {
    boolean lacking =
        Stream.of(
                entry.createdAt(),
                entry.userId(),
                entry.action(),
                entry.outcome(),
                entry.metadata(),
                entry.hash())
            .anyMatch(member -> member == null);
    if (lacking) {
      throw AuditCheck.broken(entry.sequence(), "a part of it is missing");
    }
  }

  private static String orNone(String value) {
    return value == null ? AuditRecord.NONE : value;
  }

  /** Whether the hash is that of the record. */
  boolean isWhole() {
    try {
      return record.hash().equals(hash);
    } catch (Malformed e) {
      return false; // No record with such a member has a hash.
    }
  }
}
