package dev.coffer.server.device;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.access.DeviceStatus;
import dev.coffer.server.account.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the devices and the chain of one account. */
@ApplicationScoped
public class AccountDevices {
  private static final String ALL =
      "select d from Device d where d.accountId = :account order by d.createdAt, d.id";
  private static final String ONE =
      "select d from Device d where d.accountId = :account and d.keyId = :keyId";
  private static final String APPROVED =
      "select d from Device d where d.accountId = :account and d.status = :approved";
  private static final String EVENT =
      "select e.note from StoredEvent e where e.accountId = :account and e.sequence = :sequence";
  private static final String EVENTS =
      "select e from StoredEvent e where e.accountId = :account and e.sequence >= :from"
          + " order by e.sequence";

  @PersistenceContext private EntityManager em;

  /** Lets one transaction at a time change the account's devices. */
  public void lock(UUID accountId) {
    em.find(Account.class, accountId.toString(), LockModeType.PESSIMISTIC_WRITE);
  }

  List<Device> all(UUID accountId) {
    return em.createQuery(ALL, Device.class).setParameter("account", accountId).getResultList();
  }

  Optional<Device> find(UUID accountId, KeyId keyId) {
    return em.createQuery(ONE, Device.class)
        .setParameter("account", accountId)
        .setParameter("keyId", keyId)
        .getResultStream()
        .findFirst();
  }

  /** At most {@code limit} events, in order. */
  List<StoredEvent> events(UUID accountId, long from, int limit) {
    return em.createQuery(EVENTS, StoredEvent.class)
        .setParameter("account", accountId)
        .setParameter("from", from)
        .setMaxResults(limit)
        .getResultList();
  }

  long chainLength(UUID accountId) {
    return em.createQuery(
            "select count(e) from StoredEvent e where e.accountId = :account", Long.class)
        .setParameter("account", accountId)
        .getSingleResult();
  }

  /** The devices that have rights now. */
  public Map<KeyId, DeviceKeys> approved(UUID accountId) {
    return em.createQuery(APPROVED, Device.class)
        .setParameter("account", accountId)
        .setParameter("approved", DeviceStatus.APPROVED)
        .getResultStream()
        .collect(Collectors.toUnmodifiableMap(Device::keyId, Device::keys));
  }

  /** Whether {@code position} names an event of the account's chain. */
  public boolean chainContains(UUID accountId, ChainPosition position) {
    return em.createQuery(EVENT, String.class)
        .setParameter("account", accountId)
        .setParameter("sequence", position.sequence())
        .getResultStream()
        .anyMatch(note -> SignedNote.parse(note).digest().equals(position.digest()));
  }

  /** The account's chain, every signature in it verified once more. */
  public DeviceChain chain(UUID accountId) {
    List<SignedNote> notes =
        events(accountId, 0, Integer.MAX_VALUE).stream()
            .map(event -> SignedNote.parse(event.note()))
            .toList();
    return DeviceChain.replay(notes);
  }
}
