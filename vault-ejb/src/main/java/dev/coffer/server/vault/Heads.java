package dev.coffer.server.vault;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Standing;
import dev.coffer.server.access.StandingSelect;
import dev.coffer.server.access.Tenant;
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
 * Finds vaults of an owner; another owner's vault is as absent as one that never was. Only what is
 * one statement is open to callers outside of any transaction.
 */
@ApplicationScoped
public class Heads {
  private static final StandingSelect SEEN =
      new StandingSelect(
          ", v.version, v.keys_revision, v.format",
          " left join vault v on v.owner_id = %s and v.vault_id = ?");

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
  public Optional<String> unchanged(Caller caller, Tenant tenant, VaultId id, Pull pull) {
    Optional<Seen> seen = seen(caller, tenant, id);
    Admitted who = access.admit(caller, tenant, seen.map(Seen::standing), Right.READ_VALUES);
    HeadName head = seen.flatMap(Seen::head).orElseThrow(() -> new NotFound("vault"));
    pull.requireAnnounced(head.format());
    return Optional.of(head.tag(who.device())).filter(pull::knows);
  }

  /** What decides about a caller, and what names the head of its vault, read in one statement. */
  private Optional<Seen> seen(Caller caller, Tenant tenant, VaultId id) {
    return SEEN.firstAlone(statements, caller, tenant, Seen::read, id.value());
  }

  Optional<Vault> find(UUID owner, VaultId id) {
    return find(Vault.OF_OWNER, owner, id);
  }

  /**
   * The same, locked until the transaction ends: pushes onto one vault queue here, where waiting is
   * cheap, and not at the statement that moves the head.
   */
  Optional<Vault> findForUpdate(UUID owner, VaultId id) {
    return find(Vault.OF_OWNER_FOR_UPDATE, owner, id);
  }

  private Optional<Vault> find(String query, UUID owner, VaultId id) {
    return em.createNamedQuery(query, Vault.class)
        .setParameter("owner", owner)
        .setParameter("vaultId", id.value())
        .getResultStream()
        .findFirst();
  }

  /**
   * The owner's vault.
   *
   * @throws NotFound when it has none with this id
   */
  Vault require(UUID owner, VaultId id) {
    return find(owner, id).orElseThrow(() -> new NotFound("vault"));
  }

  /** Locks all vaults of the owner until the transaction ends, always in the same order. */
  void lockAll(UUID owner) {
    em.createNamedQuery(Vault.ALL_OF_OWNER_FOR_UPDATE, Vault.class)
        .setParameter("owner", owner)
        .getResultList();
  }

  /**
   * A caller's standing beside the head of its vault.
   *
   * @param head empty when there is no such vault
   */
  record Seen(Standing standing, Optional<HeadName> head) {
    static Seen read(Standing standing, Row row, int offset) throws SQLException {
      Optional<Long> version = row.number(offset + 1);
      if (version.isEmpty()) {
        return new Seen(standing, Optional.empty());
      }
      HeadName head =
          new HeadName(
              version.get().intValue(),
              row.number(offset + 2).orElseThrow(),
              row.text(offset + 3).flatMap(PayloadFormat::ofWireName).orElseThrow());
      return new Seen(standing, Optional.of(head));
    }
  }

  /** What a head's tag is made of. */
  record HeadName(int version, long keysRevision, PayloadFormat format) {
    String tag(Optional<KeyId> device) {
      return Vault.tag(version, keysRevision, device);
    }
  }
}
