package dev.coffer.server.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The stored escrowed keys, within the caller's transaction: of each vault those of its current
 * epoch, for the policies that stand, and no others.
 */
@ApplicationScoped
public class EscrowedKeys {
  private static final String ADD =
      "insert into escrowed_key (vault, policy, environment, epoch, escrow_key, sealed, author,"
          + " note) values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FORGET =
      "delete from escrowed_key where policy = ?"
          + " and vault in (select id from vault where owner_id = ?)";
  private static final String FORGET_ALL = "delete from escrowed_key where vault = ?";

  @Inject private Statements statements;

  /**
   * A stored key.
   *
   * @param escrowKey the version of the escrow key that opens it
   */
  public record Stored(KeyId escrowKey, Bytes sealed) {
    /** Reads both from {@code column} on; empty when a join found no key. */
    public static Optional<Stored> readUnlessNone(Row row, int column) throws SQLException {
      Optional<String> escrowKey = row.text(column);
      return escrowKey.isPresent()
          ? Optional.of(
              new Stored(
                  new KeyId(escrowKey.get()),
                  Bytes.ofBase64(row.text(column + 1).orElseThrow(), EscrowedKey.SEALED_LENGTH)))
          : Optional.empty();
    }
  }

  /** Puts {@code keys} in place of what the vault row had for one policy. */
  void replace(UUID owner, String vault, PolicyId policy, Collection<EscrowedKey> keys) {
    forget(owner, policy);
    add(vault, keys);
  }

  /** Puts {@code keys}, of a new epoch, in place of everything that the vault row had. */
  public void replaceAll(String vault, Collection<EscrowedKey> keys) {
    forgetAll(vault);
    add(vault, keys);
  }

  /** Deletes what was escrowed for one policy. */
  void forget(UUID owner, PolicyId policy) {
    statements.change(FORGET, policy.value(), owner.toString());
  }

  /** Deletes everything that was escrowed of the vault row. */
  public void forgetAll(String vault) {
    statements.change(FORGET_ALL, vault);
  }

  private void add(String vault, Collection<EscrowedKey> keys) {
    List<Object[]> rows = keys.stream().map(key -> row(vault, key)).toList();
    statements.changeEach(ADD, rows);
  }

  private static Object[] row(String vault, EscrowedKey key) {
    EscrowContext context = key.context();
    return new Object[] {
      vault,
      context.policy().value(),
      context.environment().value(),
      context.epoch(),
      context.escrowKey().value(),
      key.sealed().base64(),
      key.author().value(),
      key.format()
    };
  }
}
