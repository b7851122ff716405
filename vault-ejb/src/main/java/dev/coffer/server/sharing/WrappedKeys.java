package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.envelope.WrappedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.UUID;

/** The stored wrapped keys, within the caller's transaction. */
@ApplicationScoped
public class WrappedKeys {
  @PersistenceContext private EntityManager em;

  /** Who can open {@code epoch} of the vault row {@code vault}. */
  public EpochKeys ofEpoch(String vault, int epoch) {
    return new EpochKeys(
        em.createNamedQuery(StoredKey.OF_EPOCH, StoredKey.class)
            .setParameter("vault", vault)
            .setParameter("epoch", epoch)
            .getResultList());
  }

  /** Stores those keys whose recipient has none in {@code present}; a stored key never changes. */
  public int add(String vault, EpochKeys present, Collection<WrappedKey> keys) {
    int added = 0;
    for (WrappedKey key : keys) {
      if (!present.recipients().contains(key.context().recipient())) {
        em.persist(new StoredKey(vault, key));
        added++;
      }
    }
    return added;
  }

  /** Deletes every key of {@code device} to the account's vaults, of every epoch. */
  public void forget(UUID accountId, KeyId device) {
    em.createNamedQuery(StoredKey.FORGET)
        .setParameter("account", accountId)
        .setParameter("recipient", device.value())
        .executeUpdate();
  }
}
