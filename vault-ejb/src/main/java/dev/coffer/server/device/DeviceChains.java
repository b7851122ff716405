package dev.coffer.server.device;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.DeviceStatus;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.audit.PolicyFacts;
import dev.coffer.server.floor.VaultFloors;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.DeviceConflict;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps each account's chain of device events. Accepts an event only if every client would: signed
 * by a device that the chain itself approves, and following the newest event; and only if the heads
 * that it names are versions of the account's vaults.
 */
@Stateless
public class DeviceChains {
  private static final int PAGE = 500;
  private static final String REVOKE_TOKENS =
      "update AccessToken t set t.revokedAt = :now"
          + " where t.accountId = :account and (t.device = :device or t.madeBy = :device)"
          + " and t.revokedAt is null";

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AccountDevices devices;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private VaultFloors floors;
  @Inject private Event<DeviceRevoked> revocations;

  /** The events from sequence {@code from} on, at most 500 at once. */
  public ChainPage page(Caller caller, long from) {
    Admitted who = access.admit(caller, Right.IDENTIFY);
    List<String> events =
        devices.events(who.accountId(), from, PAGE).stream().map(StoredEvent::note).toList();
    return new ChainPage(from, events, devices.chainLength(who.accountId()));
  }

  /**
   * Appends an event and does what it says: the device it names is approved, or revoked with its
   * access tokens.
   *
   * @return the event's sequence
   * @throws DeviceConflict when the chain does not accept the event, or the vaults have not the
   *     heads that it names
   * @throws AccessRefused when the caller's device may not make such an event
   */
  public long append(Caller caller, ProposedEvent proposed) {
    boolean first = proposed.link().event() instanceof ChainEvent.Created;
    Admitted who = access.admit(caller, first ? Right.JOIN : Right.MANAGE_DEVICES);
    proposed.requireNoPolicy();
    VerifiedChain after = appended(chain(who, proposed), proposed);
    floors.require(who.accountId(), proposed.link().event().heads());
    String action = apply(who, proposed.link().event());
    store(who, proposed);
    audit.record(who, action, Optional.empty(), facts(proposed));
    devices.keep(who.accountId(), after);
    return proposed.link().sequence();
  }

  /**
   * Appends an event that sets or removes a trust policy.
   *
   * @param follow what follows from it; runs once the chain has accepted it, in the same
   *     transaction, before the audit log is held
   * @return the event's sequence
   * @throws DeviceConflict when the chain does not accept the event
   * @throws AccessRefused when the caller's session is on no approved device
   */
  public long appendPolicy(Caller caller, ProposedEvent proposed, Runnable follow) {
    Admitted who = access.admit(caller, Right.SET_POLICIES);
    VerifiedChain before = chain(who, proposed);
    VerifiedChain after = appended(before, proposed);
    store(who, proposed);
    follow.run();
    record(who, before.chain(), proposed);
    devices.keep(who.accountId(), after);
    return proposed.link().sequence();
  }

  private void record(Admitted who, DeviceChain before, ProposedEvent proposed) {
    Map<String, Object> facts = new TreeMap<>(Map.of("sequence", proposed.link().sequence()));
    if (proposed.link().event() instanceof ChainEvent.PolicySet set) {
      facts.putAll(PolicyFacts.of(set.policy(), "chain"));
      audit.record(who, "policy_set", Optional.of(set.policy().vault()), facts);
    } else if (proposed.link().event() instanceof ChainEvent.PolicyRemoved removed) {
      facts.putAll(PolicyFacts.of(removed.policy()));
      audit.record(who, "policy_removed", vault(before, removed), facts);
    }
  }

  private static Optional<VaultId> vault(DeviceChain chain, ChainEvent.PolicyRemoved removed) {
    return chain.policies().find(removed.policy()).map(standing -> standing.policy().vault());
  }

  /** The chain before the event; nobody else's event comes between. */
  private VerifiedChain chain(Admitted who, ProposedEvent proposed) {
    requireAuthor(who, proposed.link().author());
    devices.lock(who.accountId());
    return devices.chain(who.accountId());
  }

  private void store(Admitted who, ProposedEvent proposed) {
    em.persist(new StoredEvent(who.accountId(), proposed.link().sequence(), proposed.note()));
    em.flush();
  }

  private static void requireAuthor(Admitted who, KeyId author) {
    KeyId bound =
        who.device()
            .orElseThrow(() -> AccessRefused.noDevice("This session is bound to no device"));
    if (!bound.equals(author)) {
      throw DeviceConflict.chainEventRefused("the event's author is not this session's device");
    }
  }

  private static VerifiedChain appended(VerifiedChain before, ProposedEvent proposed) {
    try {
      return before.append(proposed.note());
    } catch (ChainRefused | Malformed e) {
      throw DeviceConflict.chainEventRefused(e.getMessage());
    }
  }

  private String apply(Admitted who, ChainEvent event) {
    if (event instanceof ChainEvent.Created created) {
      requireOwner(created.account(), who.accountId());
      return approve(who, created.device());
    }
    if (event instanceof ChainEvent.Approved approved) {
      return approve(who, approved.device());
    }
    return revoke(who, ((ChainEvent.Revoked) event).device());
  }

  private static void requireOwner(String account, UUID accountId) {
    if (!account.equals(accountId.toString())) {
      throw DeviceConflict.chainEventRefused("the first event names another account");
    }
  }

  private String approve(Admitted who, DeviceKeys keys) {
    devices
        .find(who.accountId(), keys.keyId())
        .filter(device -> device.status() == DeviceStatus.PENDING && device.keys().equals(keys))
        .orElseThrow(
            () -> DeviceConflict.chainEventRefused("there is no such device that is pending"))
        .approve();
    return "device_approve";
  }

  private String revoke(Admitted who, KeyId keyId) {
    devices
        .find(who.accountId(), keyId)
        .orElseThrow(() -> DeviceConflict.chainEventRefused("there is no such device"))
        .revoke();
    em.createQuery(REVOKE_TOKENS)
        .setParameter("now", clock.instant())
        .setParameter("account", who.accountId())
        .setParameter("device", keyId)
        .executeUpdate();
    revocations.fire(new DeviceRevoked(who.accountId(), keyId));
    return "device_revoke";
  }

  private static Map<String, Object> facts(ProposedEvent proposed) {
    ChainEvent event = proposed.link().event();
    KeyId device;
    if (event instanceof ChainEvent.Revoked revoked) {
      device = revoked.device();
    } else if (event instanceof ChainEvent.Approved approved) {
      device = approved.device().keyId();
    } else {
      device = proposed.link().author();
    }
    return Map.of("device", device.value(), "sequence", proposed.link().sequence());
  }
}
