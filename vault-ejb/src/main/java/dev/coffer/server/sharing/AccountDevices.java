package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.access.DeviceStatus;
import dev.coffer.server.device.Device;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an account's chain says about devices, as the server derived it when events came in. */
@ApplicationScoped
public class AccountDevices {
  private static final String APPROVED =
      "select d from Device d where d.accountId = :account and d.status = :approved";
  private static final String EVENT =
      "select e.note from StoredEvent e where e.accountId = :account and e.sequence = :sequence";

  @PersistenceContext private EntityManager em;

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
}
