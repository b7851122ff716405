package dev.coffer.server.access;

import dev.coffer.protocol.KeyId;
import dev.coffer.server.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything about a caller that decides what it may do, read in one statement.
 *
 * @param device key id that the access token is bound to; null for none
 * @param status of that device; null for none
 * @param revokedAt null while the access token is not revoked
 * @param seat what the account is in the organisation asked about; empty for none
 */
public record Standing(
    String account,
    boolean administrator,
    Scope scope,
    KeyId device,
    DeviceStatus status,
    Instant expiresAt,
    Instant revokedAt,
    Optional<Seat> seat) {

  /** The columns that {@link #read} takes, for a select from {@link #TABLES}. */
  static final String COLUMNS =
      "a.name, a.administrator, t.scope, t.device, d.status, t.expires_at, t.revoked_at";

  /** How many {@link #COLUMNS} there are; a select may add its own behind them. */
  static final int COLUMN_COUNT = 7;

  static final String TABLES =
      "access_token t join account a on a.id = t.account_id"
          + " left join device d on d.account_id = t.account_id and d.key_id = t.device";

  /** Takes the id of the access token, then that of the account. */
  static final String OF_CALLER = " where t.id = ? and t.account_id = ?";

  /** What a row that begins with {@link #COLUMNS} says. */
  static Standing read(Row row, Optional<Seat> seat) throws SQLException {
    return new Standing(
        row.text(1).orElseThrow(),
        row.truth(2),
        Scope.valueOf(row.text(3).orElseThrow()),
        row.text(4).map(KeyId::new).orElse(null),
        row.text(5).map(DeviceStatus::valueOf).orElse(null),
        row.time(6).orElseThrow(),
        row.time(7).orElse(null),
        seat);
  }

  /** Whether the access token counts at all, which the server decides anew for every request. */
  boolean isLive(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt) && status != DeviceStatus.REVOKED;
  }

  boolean isPending() {
    return status == DeviceStatus.PENDING;
  }
}
