package dev.coffer.server.escrow;

import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds vaults of an owner for those who escrow, within the caller's transaction. By single
 * statements: the aggregate is not changed here, and its package relies on this one.
 */
@ApplicationScoped
public class VaultRows {
  private static final String FIND =
      "select id, format, epoch, version from vault where owner_id = ? and vault_id = ?";
  private static final String LOCK = FIND + " for update";

  @Inject private Statements statements;

  public Optional<VaultRow> find(UUID owner, VaultId vault) {
    return statements.first(FIND, VaultRows::read, owner.toString(), vault.value());
  }

  /** The same, locked until the transaction ends: no push comes between. */
  public Optional<VaultRow> lock(UUID owner, VaultId vault) {
    return statements.first(LOCK, VaultRows::read, owner.toString(), vault.value());
  }

  private static VaultRow read(Row row) throws SQLException {
    return new VaultRow(
        row.text(1).orElseThrow(),
        PayloadFormat.ofWireName(row.text(2).orElseThrow()).orElseThrow(),
        row.number(3).orElseThrow().intValue(),
        row.number(4).orElseThrow().intValue());
  }
}
