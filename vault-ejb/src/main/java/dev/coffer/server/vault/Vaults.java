package dev.coffer.server.vault;

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
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.audit.AuditPlace;
import dev.coffer.server.escrow.EscrowedKeys;
import dev.coffer.server.escrow.LpmEscrow;
import dev.coffer.server.floor.VaultFloors;
import dev.coffer.server.lpm.MemberKeys;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sharing.EpochKeys;
import dev.coffer.server.sharing.OwnKeys;
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
 * Reads vaults for their owner, and takes them away from an organisation. What releases an envelope
 * leaves an audit row; nothing else does.
 */
@Stateless
public class Vaults {
  private static final int PAGE = 50;

  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private EscrowedKeys escrowedKeys;
  @Inject private VaultFloors floors;
  @Inject private Heads heads;
  @Inject private LpmEscrow lpmEscrow;
  @Inject private MemberKeys memberKeys;
  @Inject private WrappedKeys keys;

  /** The tenant's vaults, newest change first. */
  public VaultList list(Caller caller, Tenant tenant) {
    Admitted who = access.admit(caller, tenant, Right.READ);
    return new VaultList(
        em.createNamedQuery(Vault.LIST, VaultSummary.class)
            .setParameter("owner", who.owner())
            .getResultList());
  }

  /**
   * One version with the caller's key to it.
   *
   * @throws NotFound when the caller has no such vault, or its history no such version
   * @throws FormatConflict when the caller does not read the vault's format
   */
  public Pulled pull(Caller caller, Tenant tenant, VaultId id, Pull pull) {
    return pull(access.admit(caller, tenant, Right.READ_VALUES), id, pull);
  }

  /**
   * The head of an organisation's vault in format {@code lpm}, with the caller's key to it.
   *
   * @throws AccessRefused when the organisation takes no such vaults, or the caller may not read
   *     all environments
   * @throws NotFound when the organisation has no such vault
   * @throws FormatConflict when the vault is in another format
   */
  public Pulled pullLpm(Caller caller, Tenant tenant, VaultId id) {
    Admitted who = access.admit(caller, tenant, Right.READ_VALUES);
    memberKeys.requireAllowed(who.owner());
    return pull(who, id, Pull.LPM_HEAD);
  }

  private Pulled pull(Admitted who, VaultId id, Pull pull) {
    Vault vault = heads.require(who.owner(), id);
    pull.requireAnnounced(vault.format());
    String tag = vault.tag(who.device());
    VaultVersion version = version(vault, pull.version().orElse(vault.version()));
    pull.requireAnnounced(version.format());
    if (version.format() == PayloadFormat.LPM && who.seat().isPresent()) {
      access.require(who, Right.READ_LPM);
      memberKeys.requireAllowed(who.owner());
    }
    Pulled pulled = new Pulled(tag, content(id, vault, version, who), vault.schema());
    audit.record(who, "pull", Optional.of(id), Map.of("version", version.version()));
    return pulled;
  }

  /** One page of the history kept, newest first; only versions below {@code before}. */
  public VersionPage versions(Caller caller, Tenant tenant, VaultId id, OptionalInt before) {
    Admitted who = access.admit(caller, tenant, Right.READ);
    Vault vault = heads.require(who.owner(), id);
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
  public AuditPage audit(Caller caller, Tenant tenant, VaultId id, AuditPlace place) {
    Admitted who = access.admit(caller, tenant, Right.READ_AUDIT);
    heads.require(who.owner(), id);
    return audit.page(who.owner(), Optional.of(id), place);
  }

  /** One page of everything that happened in the tenant. */
  public AuditPage audit(Caller caller, Tenant tenant, AuditPlace place) {
    Admitted who = access.admit(caller, tenant, Right.READ_AUDIT);
    return audit.page(who.owner(), Optional.empty(), place);
  }

  /**
   * Takes a vault out of the tenant, with its history and everybody's keys.
   *
   * @throws NotFound when there is no such vault
   * @throws AccessRefused when the member's role is not enough, or its session is on no device that
   *     the chain has approved
   */
  public void unshare(Caller caller, Tenant tenant, VaultId id) {
    Admitted asked = access.admit(caller, tenant, Right.UNSHARE);
    Vault vault = heads.findForUpdate(asked.owner(), id).orElseThrow(() -> new NotFound("vault"));
    // Whoever takes the right away locks the vault too, and may have been first.
    Admitted who = access.admit(caller, tenant, Right.UNSHARE);
    keys.forgetAll(vault.id());
    escrowedKeys.forgetAll(vault.id());
    lpmEscrow.forget(who.owner(), id, vault.id());
    memberKeys.replace(vault.id(), List.of());
    em.createNamedQuery(VaultVersion.PRUNE)
        .setParameter("vault", vault.id())
        .setParameter("last", vault.version())
        .executeUpdate();
    em.remove(vault);
    em.flush();
    floors.noteUnshared(who.owner(), id, vault.version());
    audit.record(who, "unshare", Optional.of(id), Map.of("version", vault.version()));
  }

  private VaultVersion version(Vault vault, int version) {
    VaultVersion found = em.find(VaultVersion.class, new VaultVersionId(vault.id(), version));
    return Optional.ofNullable(found)
        .orElseThrow(() -> new NotFound("version in the history kept"));
  }

  private PulledVault content(VaultId id, Vault vault, VaultVersion version, Admitted who) {
    boolean lpm = version.format() == PayloadFormat.LPM;
    EpochKeys epoch = lpm ? EpochKeys.NONE : keys.ofEpoch(vault.id(), version.epoch());
    OwnKeys own = lpm ? OwnKeys.NONE : keys.own(vault.id(), version.epoch(), who);
    return new PulledVault(
        id.value(),
        version.encryptedBlob(),
        (lpm ? lpmKey(vault, version, who) : own.vaultKey()).orElse(null),
        version.version(),
        vault.version(),
        version.format().wireName(),
        lpm ? null : epoch.recipientNames(),
        vault.name().orElse(null),
        null,
        version.createdAt(),
        own.environmentKeys().isEmpty() ? null : own.environmentKeys());
  }

  /** Members have keys of the head alone: each push replaces them. */
  private Optional<String> lpmKey(Vault vault, VaultVersion version, Admitted who) {
    return who.seat().isPresent() && version.version() == vault.version()
        ? memberKeys.find(vault.id(), who.accountId())
        : version.wrappedKey();
  }
}
