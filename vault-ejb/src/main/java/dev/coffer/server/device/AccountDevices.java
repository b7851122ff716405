package dev.coffer.server.device;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.access.DeviceStatus;
import dev.coffer.server.account.Account;
import dev.coffer.server.sql.Statements;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

  private static final String NOTES =
      "select note from account_event where account_id = ? order by sequence";

  @PersistenceContext private EntityManager em;
  @Inject private Statements statements;

  @Inject
  @ConfigProperty(name = "coffer.account.cache")
  private int cacheSize;

  private AccountChains chains;

  @PostConstruct
  void begin() {
    chains = new AccountChains(cacheSize);
  }

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

  /**
   * The account's chain, exactly as a replay of the notes gives it that this transaction reads;
   * what was verified before is not verified again.
   *
   * @throws ChainRefused when the stored notes are no chain
   */
  VerifiedChain chain(UUID accountId) {
    return chains.at(
        accountId, statements.all(NOTES, row -> row.text(1).orElseThrow(), accountId.toString()));
  }

  /** Keeps a chain whose newest event was stored, so that it is not verified again. */
  void keep(UUID accountId, VerifiedChain chain) {
    chains.keep(accountId, chain);
  }
}
