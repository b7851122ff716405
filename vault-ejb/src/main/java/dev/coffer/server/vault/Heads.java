package dev.coffer.server.vault;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Standing;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds vaults of an account; another account's vault is as absent as one that never was. Only what
 * is one statement is open to callers outside of any transaction.
 */
@ApplicationScoped
public class Heads {
  private static final String SEEN =
      "select "
          + Standing.COLUMNS
          + ", v.version, v.keys_revision, v.format from "
          + Standing.TABLES
          + " left join vault v on v.account_id = t.account_id and v.vault_id = ? where "
          + Standing.OF_CALLER;

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private Statements statements;

  /**
   * The tag of the head, when the caller has that head already; empty when it has to pull. Releases
   * nothing and leaves no audit row, so it needs no transaction: this is what clients ask all day.
   *
   * @throws NotFound when the caller has no such vault
   * @throws FormatConflict when the caller does not read the vault's format
   */
  public Optional<String> unchanged(Caller caller, VaultId id, Pull pull) {
    Optional<Seen> seen = seen(caller, id);
    Admitted who = access.admit(caller, seen.map(Seen::standing), Right.READ_VALUES);
    HeadName head = seen.flatMap(Seen::head).orElseThrow(() -> new NotFound("vault"));
    pull.requireAnnounced(head.format());
    return Optional.of(head.tag(who.device())).filter(pull::knows);
  }

  /** What decides about a caller, and what names the head of its vault, read in one statement. */
  private Optional<Seen> seen(Caller caller, VaultId id) {
    return statements.firstAlone(
        SEEN, Seen::read, id.value(), caller.tokenId().toString(), caller.accountId().toString());
  }

  Optional<Vault> find(UUID accountId, VaultId id) {
    return find(Vault.OF_ACCOUNT, accountId, id);
  }

  /**
   * The same, locked until the transaction ends: pushes onto one vault queue here, where waiting is
   * cheap, and not at the statement that moves the head.
   */
  Optional<Vault> findForUpdate(UUID accountId, VaultId id) {
    return find(Vault.OF_ACCOUNT_FOR_UPDATE, accountId, id);
  }

  private Optional<Vault> find(String query, UUID accountId, VaultId id) {
    return em.createNamedQuery(query, Vault.class)
        .setParameter("account", accountId)
        .setParameter("vaultId", id.value())
        .getResultStream()
        .findFirst();
  }

  /**
   * The account's vault.
   *
   * @throws NotFound when it has none with this id
   */
  Vault require(UUID accountId, VaultId id) {
    return find(accountId, id).orElseThrow(() -> new NotFound("vault"));
  }

  /** Locks all vaults of the account until the transaction ends, always in the same order. */
  void lockAll(UUID accountId) {
    em.createNamedQuery(Vault.ALL_OF_ACCOUNT_FOR_UPDATE, Vault.class)
        .setParameter("account", accountId)
        .getResultList();
  }

  /**
   * A caller's standing beside the head of its vault.
   *
   * @param head empty when there is no such vault
   */
  record Seen(Standing standing, Optional<HeadName> head) {
    static Seen read(Row row) throws SQLException {
      Optional<Long> version = row.number(Standing.COLUMN_COUNT + 1);
      if (version.isEmpty()) {
        return new Seen(Standing.read(row), Optional.empty());
      }
      HeadName head =
          new HeadName(
              version.get().intValue(),
              row.number(Standing.COLUMN_COUNT + 2).orElseThrow(),
              row.text(Standing.COLUMN_COUNT + 3).flatMap(PayloadFormat::ofWireName).orElseThrow());
      return new Seen(Standing.read(row), Optional.of(head));
    }
  }

  /** What a head's tag is made of. */
  record HeadName(int version, long keysRevision, PayloadFormat format) {
    String tag(Optional<KeyId> device) {
      return Vault.tag(version, keysRevision, device);
    }
  }
}
