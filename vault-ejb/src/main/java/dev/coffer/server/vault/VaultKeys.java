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
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.device.DeviceRevoked;
import dev.coffer.server.lpm.MemberKeys;
import dev.coffer.server.lpm.SharingKeyChanged;
import dev.coffer.server.organisation.Memberships;
import dev.coffer.server.organisation.RightsChanged;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sharing.Envelopes;
import dev.coffer.server.sharing.EpochKeys;
import dev.coffer.server.sharing.OwnKeys;
import dev.coffer.server.sharing.WrappedKeys;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
  @Inject private Envelopes envelopes;
  @Inject private MemberKeys memberKeys;
  @Inject private Memberships memberships;
  @Inject private WrappedKeys keys;

  /**
   * Who can open the current epoch, and the caller's own key.
   *
   * @throws NotFound when the caller has no such vault
   */
  public WrappedKeyList list(Caller caller, Tenant tenant, VaultId id) {
    Admitted who = access.admit(caller, tenant, Right.READ_VALUES);
    return view(heads.require(who.owner(), id), who);
  }

  /**
   * Stores keys of the current epoch for devices that have none yet.
   *
   * @throws FormatConflict when the vault's format has no epochs
   * @throws AccessRefused when the caller's session is on no device, or the member may not wrap
   *     keys for these
   */
  public WrappedKeyList add(Caller caller, Tenant tenant, VaultId id, List<String> notes) {
    Admitted who = access.admit(caller, tenant, Right.WRAP_KEYS);
    Vault vault = heads.findForUpdate(who.owner(), id).orElseThrow(() -> new NotFound("vault"));
    if (vault.format() != PayloadFormat.COFFER_1) {
      throw FormatConflict.otherFormat(vault.format().wireName());
    }
    List<WrappedKey> sent = envelopes.acceptKeys(who, vault.place(), notes);
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
   * Deletes what was wrapped for a device that its account revoked, in the account's own vaults and
   * in those of organisations.
   */
  public void forget(@Observes DeviceRevoked revoked) {
    forget(revoked.accountId(), List.of(revoked.device()));
    memberships
        .knowing(revoked.accountId(), revoked.device())
        .forEach(organisation -> forget(organisation, List.of(revoked.device())));
  }

  /** Deletes what was wrapped for devices that an organisation's chain took their rights from. */
  public void forget(@Observes RightsChanged changed) {
    forget(changed.organisation(), changed.lost());
    memberKeys.forgetOthers(changed.organisation());
  }

  /** Deletes what was wrapped to a public key that its account replaced. */
  public void forget(@Observes SharingKeyChanged changed) {
    for (UUID organisation : changed.organisations()) {
      forget(organisation, List.of());
      memberKeys.forget(organisation, changed.accountId().toString());
    }
  }

  /**
   * The revisions go first: a push that still counts on a device waits for this transaction, then
   * finds its vault changed, and is judged again.
   */
  private void forget(UUID owner, Collection<KeyId> devices) {
    heads.lockAll(owner);
    em.createNamedQuery(Vault.ALL_KEYS_CHANGED).setParameter("owner", owner).executeUpdate();
    keys.forget(owner, devices);
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
    OwnKeys own = keys.own(vault.id(), vault.epoch(), who);
    return new WrappedKeyList(
        vault.version(),
        epoch.recipientNames(),
        own.vaultKey().orElse(null),
        own.environmentKeys().isEmpty() ? null : own.environmentKeys());
  }
}
