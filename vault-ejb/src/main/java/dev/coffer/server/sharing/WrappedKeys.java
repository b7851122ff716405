package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.WrappedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
      if (!present.recipients().contains(recipient(key))) {
        em.persist(new StoredKey(vault, key));
        added++;
      }
    }
    return added;
  }

  static Recipient recipient(WrappedKey key) {
    return new Recipient(key.context().recipient(), key.context().scope());
  }

  static Set<Recipient> recipients(Collection<WrappedKey> keys) {
    return keys.stream().map(WrappedKeys::recipient).collect(Collectors.toUnmodifiableSet());
  }

  /** Deletes every key to the vault row {@code vault}. */
  public void forgetAll(String vault) {
    em.createNamedQuery(StoredKey.FORGET_ALL).setParameter("vault", vault).executeUpdate();
  }

  /** Deletes every key of {@code device} to the owner's vaults, of every epoch and scope. */
  public void forget(UUID owner, KeyId device) {
    em.createNamedQuery(StoredKey.FORGET)
        .setParameter("owner", owner)
        .setParameter("recipient", device.value())
        .executeUpdate();
  }
}
