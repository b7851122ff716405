package dev.coffer.server.vault;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.device.DeviceRevoked;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sharing.AccountDevices;
import dev.coffer.server.sharing.EnvelopeRules;
import dev.coffer.server.sharing.EpochKeys;
import dev.coffer.server.sharing.WrappedKeys;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives devices their wrapped keys, and takes them away. A key can be added to the current epoch by
 * an approved device; none is ever changed.
 */
@Stateless
public class VaultKeys {
  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Heads heads;
  @Inject private AccountDevices devices;
  @Inject private WrappedKeys keys;

  /**
   * Who can open the current epoch, and the caller's own key.
   *
   * @throws NotFound when the caller has no such vault
   */
  public WrappedKeyList list(Caller caller, VaultId id) {
    Admitted who = access.admit(caller, Right.READ_VALUES);
    Vault vault = heads.require(who.accountId(), id);
    return view(vault, who);
  }

  /**
   * Stores keys of the current epoch for devices that have none yet.
   *
   * @throws FormatConflict when the vault's format has no epochs
   * @throws AccessRefused when the caller's session is on no device
   */
  public WrappedKeyList add(Caller caller, VaultId id, List<String> notes) {
    Admitted who = access.admit(caller, Right.WRITE_VALUES);
    Vault vault = heads.findForUpdate(who.accountId(), id).orElseThrow(() -> new NotFound("vault"));
    if (vault.format() != PayloadFormat.COFFER_1) {
      throw FormatConflict.otherFormat(vault.format().wireName());
    }
    List<WrappedKey> sent = rules(who, id, vault).acceptKeys(notes, vault.epoch());
    int added = keys.add(vault.id(), keys.ofEpoch(vault.id(), vault.epoch()), sent);
    if (added > 0) {
      announceChange(vault);
      em.flush();
      audit.record(
          who, "keys_add", Optional.of(id), Map.of("epoch", vault.epoch(), "added", added));
    }
    return view(vault, who);
  }

  /**
   * Deletes what was wrapped for a revoked device. The revisions go first: a push that still counts
   * on the device waits for this transaction, then finds its vault changed, and is judged again.
   */
  public void forget(@Observes DeviceRevoked revoked) {
    heads.lockAll(revoked.accountId());
    em.createNamedQuery(Vault.ALL_KEYS_CHANGED)
        .setParameter("account", revoked.accountId())
        .executeUpdate();
    keys.forget(revoked.accountId(), revoked.device());
  }

  private EnvelopeRules rules(Admitted who, VaultId id, Vault vault) {
    KeyId author =
        who.device()
            .orElseThrow(() -> AccessRefused.deviceNotApproved("Keys are wrapped by a device"));
    return new EnvelopeRules(
        id,
        vault.version(),
        vault.epoch(),
        Optional.of(vault.headDigest()),
        author,
        devices.approved(who.accountId()),
        position -> devices.chainContains(who.accountId(), position));
  }

  /** Fails when a device was revoked since: its keys were forgotten and must not come back. */
  private void announceChange(Vault vault) {
    int changed =
        em.createNamedQuery(Vault.KEYS_CHANGED)
            .setParameter("id", vault.id())
            .setParameter("version", vault.version())
            .setParameter("keysRevision", vault.keysRevision())
            .executeUpdate();
    if (changed == 0) {
      throw new OptimisticLockException("the vault changed while keys were checked");
    }
  }

  private WrappedKeyList view(Vault vault, Admitted who) {
    EpochKeys epoch = keys.ofEpoch(vault.id(), vault.epoch());
    return new WrappedKeyList(
        vault.version(), epoch.recipientNames(), epoch.of(who.device()).orElse(null));
  }
}
