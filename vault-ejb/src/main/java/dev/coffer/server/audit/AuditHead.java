package dev.coffer.server.audit;

import dev.coffer.protocol.Digest;
import dev.coffer.server.sql.Row;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The newest record of one owner's log.
 *
 * @param sequence 0 before the first record
 * @param hash empty before the first record
 */
record AuditHead(long sequence, Optional<Digest> hash) {
  static final AuditHead NONE = new AuditHead(0, Optional.empty());

  /** Reads sequence and hash. */
  static AuditHead read(Row row) throws SQLException {
    return new AuditHead(row.number(1).orElseThrow(), row.text(2).map(Digest::parse));
  }
}
