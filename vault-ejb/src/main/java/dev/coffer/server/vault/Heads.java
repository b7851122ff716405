package dev.coffer.server.vault;

import dev.coffer.protocol.VaultId;
import dev.coffer.server.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Finds vaults of an account; another account's vault is as absent as one that never was. */
@ApplicationScoped
class Heads {
  @PersistenceContext private EntityManager em;

  Optional<Vault> find(UUID accountId, VaultId id) {
    return em.createNamedQuery(Vault.OF_ACCOUNT, Vault.class)
        .setParameter("account", accountId)
        .setParameter("vaultId", id.value())
        .getResultStream()
        .findFirst();
  }

  /**
   * The same, locked until the transaction ends: pushes onto one vault queue here, where waiting is
   * cheap, and not at the statement that moves the head.
   */
  Optional<Vault> findForUpdate(UUID accountId, VaultId id) {
    return em.createNamedQuery(Vault.OF_ACCOUNT, Vault.class)
        .setParameter("account", accountId)
        .setParameter("vaultId", id.value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
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
    em.createNamedQuery(Vault.ALL_OF_ACCOUNT, Vault.class)
        .setParameter("account", accountId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }
}
