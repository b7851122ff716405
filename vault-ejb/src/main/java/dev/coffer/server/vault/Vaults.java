package dev.coffer.server.vault;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VaultSummary;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.audit.AuditPlace;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sharing.EpochKeys;
import dev.coffer.server.sharing.WrappedKeys;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads vaults for their owner. What releases an envelope leaves an audit row; nothing else does.
 */
@Stateless
public class Vaults {
  private static final int PAGE = 50;

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Heads heads;
  @Inject private WrappedKeys keys;

  /** The caller's vaults, newest change first. */
  public VaultList list(Caller caller) {
    Admitted who = access.admit(caller, Right.READ);
    return new VaultList(
        em.createNamedQuery(Vault.LIST, VaultSummary.class)
            .setParameter("account", who.accountId())
            .getResultList());
  }

  /**
   * One version with the caller's key to it.
   *
   * @throws NotFound when the caller has no such vault, or its history no such version
   * @throws FormatConflict when the caller does not read the vault's format
   */
  public Pulled pull(Caller caller, VaultId id, Pull pull) {
    Admitted who = access.admit(caller, Right.READ_VALUES);
    Vault vault = heads.require(who.accountId(), id);
    pull.requireAnnounced(vault.format());
    String tag = vault.tag(who.device());
    VaultVersion version = version(vault, pull.version().orElse(vault.version()));
    pull.requireAnnounced(version.format());
    Pulled pulled = new Pulled(tag, content(id, vault, version, who.device()), vault.schema());
    audit.record(who, "pull", Optional.of(id), Map.of("version", version.version()));
    return pulled;
  }

  /** One page of the history kept, newest first; only versions below {@code before}. */
  public VersionPage versions(Caller caller, VaultId id, OptionalInt before) {
    Admitted who = access.admit(caller, Right.READ);
    Vault vault = heads.require(who.accountId(), id);
    List<VersionView> found =
        em.createNamedQuery(VaultVersion.HISTORY, VersionView.class)
            .setParameter("vault", vault.id())
            .setParameter("before", before.orElse(Integer.MAX_VALUE))
            .setMaxResults(PAGE + 1)
            .getResultList();
    if (found.size() <= PAGE) {
      return new VersionPage(found, null);
    }
    List<VersionView> page = List.copyOf(found.subList(0, PAGE));
    return new VersionPage(page, page.get(PAGE - 1).version().toString());
  }

  /** One page of what happened to a vault. */
  public AuditPage audit(Caller caller, VaultId id, AuditPlace place) {
    Admitted who = access.admit(caller, Right.READ);
    heads.require(who.accountId(), id);
    return audit.page(who.accountId(), Optional.of(id), place);
  }

  /** One page of everything that happened in the caller's account. */
  public AuditPage audit(Caller caller, AuditPlace place) {
    Admitted who = access.admit(caller, Right.READ);
    return audit.page(who.accountId(), Optional.empty(), place);
  }

  private VaultVersion version(Vault vault, int version) {
    VaultVersion found = em.find(VaultVersion.class, new VaultVersionId(vault.id(), version));
    return Optional.ofNullable(found)
        .orElseThrow(() -> new NotFound("version in the history kept"));
  }

  private PulledVault content(
      VaultId id, Vault vault, VaultVersion version, Optional<KeyId> device) {
    boolean lpm = version.format() == PayloadFormat.LPM;
    EpochKeys epoch = lpm ? EpochKeys.NONE : keys.ofEpoch(vault.id(), version.epoch());
    return new PulledVault(
        id.value(),
        version.encryptedBlob(),
        (lpm ? version.wrappedKey() : epoch.of(device)).orElse(null),
        version.version(),
        vault.version(),
        version.format().wireName(),
        lpm ? null : epoch.recipientNames(),
        vault.name().orElse(null),
        null,
        version.createdAt());
  }
}
