package dev.coffer.server.vault;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.escrow.EscrowedKeys;
import dev.coffer.server.escrow.Escrows;
import dev.coffer.server.escrow.LpmEscrow;
import dev.coffer.server.lpm.MemberKeys;
import dev.coffer.server.organisation.Memberships;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.FormatConflict;
import dev.coffer.server.problem.RecipientsConflict;
import dev.coffer.server.problem.VersionConflict;
import dev.coffer.server.sharing.Envelopes;
import dev.coffer.server.sharing.Envelopes.Accepted;
import dev.coffer.server.sharing.EpochKeys;
import dev.coffer.server.sharing.Place;
import dev.coffer.server.sharing.WrappedKeys;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stores the next version of a vault, or refuses and stores nothing. Of several pushes onto one
 * version exactly one is stored, on however many servers they arrive.
 */
@Stateless
public class VaultPushes {
  @PersistenceContext private EntityManager em;
  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private Heads heads;
  @Inject private Envelopes envelopes;
  @Inject private EscrowedKeys escrowedKeys;
  @Inject private Escrows escrows;
  @Inject private LpmEscrow lpmEscrow;
  @Inject private MemberKeys memberKeys;
  @Inject private Memberships memberships;
  @Inject private WrappedKeys keys;

  @Inject
  @ConfigProperty(name = "coffer.history.versions")
  private int historyLength;

  /**
   * Stores {@code push} as the next version of the tenant's vault, together with the wrapped keys
   * that it brings. The push that made the head, sent again, changes nothing and is told the head.
   * Name and schema stay what they were when a member pushes who has single environments alone:
   * every client sends them along, so that this is no reason to refuse.
   *
   * @throws VersionConflict when the vault is not at the version that the push replaces
   * @throws FormatConflict when the vault is in another format, which the push does not convert
   * @throws RecipientsConflict when the wrapped keys are not those of the declared recipients or of
   *     the members who are due one, a new epoch is due, or what it escrows is not what the vault's
   *     trust policies name
   * @throws AccessRefused when format {@code coffer/1} is pushed without an approved device, the
   *     member may not push this, or the organisation takes no vaults in format {@code lpm}
   */
  public Pushed push(Caller caller, Tenant tenant, VaultId id, Push push) {
    boolean shared = push.format() == PayloadFormat.LPM && tenant.isOrganisation();
    Admitted asked = access.admit(caller, tenant, Right.WRITE_VALUES);
    Admitted who = shared ? lockedForLpm(asked, caller, tenant, push) : asked;
    Optional<Vault> head = lockedHead(who, id);
    if (head.isPresent() && head.get().cameFrom(push)) {
      return pushed(id, head.get(), "unchanged", who);
    }
    requireFormat(head, push);
    push.requireFollows(head.map(Vault::version).orElse(0));
    if (shared) {
      memberKeys.requireDue(who, head.map(Vault::id), push.memberKeys());
    }
    return push.format() == PayloadFormat.LPM
        ? store(who, id, head, lpm(head, push), Sent.NOTHING)
        : pushEnvelope(who, id, head, push);
  }

  /**
   * The caller as it is once the organisation is locked: no signature tells who may push, and
   * whoever took the right away may have been first. Until the transaction ends nobody joins or
   * leaves the organisation, and no member replaces the key that {@code push} is wrapped to.
   */
  private Admitted lockedForLpm(Admitted asked, Caller caller, Tenant tenant, Push push) {
    if (push.memberKeys().isEmpty() || !memberships.lock(asked.owner()).allowsLpm()) {
      throw AccessRefused.lpmNotAllowed();
    }
    Admitted who = access.admit(caller, tenant, Right.WRITE_VALUES);
    access.require(who, Right.WRITE_LPM);
    return who;
  }

  /**
   * A vault that is not there cannot be locked against a member's removal; the organisation can.
   */
  private Optional<Vault> lockedHead(Admitted who, VaultId id) {
    Optional<Vault> head = heads.findForUpdate(who.owner(), id);
    if (head.isPresent() || who.seat().isEmpty()) {
      return head;
    }
    access.require(who, Right.SHARE);
    memberships.lock(who.owner());
    return heads.findForUpdate(who.owner(), id);
  }

  private static void requireFormat(Optional<Vault> head, Push push) {
    if (push.format() == PayloadFormat.LPM
        && head.isPresent()
        && head.get().format() != PayloadFormat.LPM) {
      throw FormatConflict.otherFormat(head.get().format().wireName());
    }
  }

  private NextVersion lpm(Optional<Vault> head, Push push) {
    return new NextVersion(
        push,
        head.map(Vault::version).orElse(0) + 1,
        0,
        Digest.of(push.encryptedBlob()),
        Optional.empty(),
        Optional.empty(),
        clock.instant());
  }

  private Pushed pushEnvelope(Admitted who, VaultId id, Optional<Vault> head, Push push) {
    Accepted accepted =
        envelopes.accept(
            who,
            head.map(Vault::place).orElseGet(() -> Place.first(id)),
            push.encryptedBlob(),
            push.wrappedKeys(),
            () -> text(head.orElseThrow()));
    Manifest manifest = accepted.envelope().manifest();
    NextVersion next =
        new NextVersion(
            accepted.describes() ? push : push.withoutDescription(),
            manifest.version(),
            manifest.epoch(),
            accepted.envelope().digest(),
            Optional.of(manifest.chain().sequence()),
            Optional.of(manifest.author()),
            clock.instant());
    boolean newEpoch = next.epoch() > head.map(Vault::epoch).orElse(0);
    return store(
        who,
        id,
        head,
        next,
        new Sent(
            accepted.stored(),
            accepted.sent(),
            newEpoch ? escrows.ofEpoch(who, id, next.epoch(), push.escrowedKeys()) : noEscrow(push),
            newEpoch));
  }

  /** What is escrowed stays as it is within an epoch. */
  private static List<EscrowedKey> noEscrow(Push push) {
    if (!push.escrowedKeys().isEmpty()) {
      throw RecipientsConflict.escrow(
          "The push keeps the epoch, whose keys are escrowed already", List.of(), List.of());
    }
    return List.of();
  }

  /**
   * What comes with a push.
   *
   * @param stored the keys of its epoch that are there already
   * @param newEpoch whether what was escrowed is of no use any more
   */
  private record Sent(
      EpochKeys stored, List<WrappedKey> keys, List<EscrowedKey> escrowed, boolean newEpoch) {
    static final Sent NOTHING = new Sent(EpochKeys.NONE, List.of(), List.of(), false);
  }

  private String text(Vault head) {
    return em.find(VaultVersion.class, new VaultVersionId(head.id(), head.version()))
        .encryptedBlob();
  }

  private Pushed store(
      Admitted who, VaultId id, Optional<Vault> head, NextVersion next, Sent sent) {
    Vault vault =
        head.map(replaced -> succeed(replaced, next)).orElseGet(() -> create(who, id, next));
    String action = action(who, head, next);
    em.persist(new VaultVersion(vault, next, who.account()));
    keys.add(vault.id(), sent.stored(), sent.keys());
    if (sent.newEpoch()) {
      escrowedKeys.replaceAll(vault.id(), sent.escrowed());
      lpmEscrow.forget(who.owner(), id, vault.id());
    }
    if (who.seat().isPresent() && isOrWas(PayloadFormat.LPM, head, next)) {
      memberKeys.replace(vault.id(), next.push().memberKeys());
    }
    prune(vault, next.version());
    audit.record(who, action, Optional.of(id), Map.of("version", next.version()));
    return new Pushed(
        new PushReceipt(id.value(), next.version(), head.isPresent() ? "updated" : "created"),
        vault.tag(next.version(), who.device()));
  }

  /** Without the flush, two first pushes would be told apart only after this method returned. */
  private Vault create(Admitted who, VaultId id, NextVersion first) {
    Vault vault = new Vault(who.owner(), id, first);
    em.persist(vault);
    em.flush();
    return vault;
  }

  private Vault succeed(Vault replaced, NextVersion next) {
    int moved =
        em.createNamedQuery(Vault.SUCCEED)
            .setParameter("id", replaced.id())
            .setParameter("replaced", replaced.version())
            .setParameter("keysRevision", replaced.keysRevision())
            .setParameter("version", next.version())
            .setParameter("format", next.format().wireName())
            .setParameter("epoch", next.epoch())
            .setParameter("headDigest", next.headDigest())
            .setParameter("pushDigest", next.push().digest())
            .setParameter("chainSequence", next.chainSequence().orElse(null))
            .setParameter("name", next.push().name().or(replaced::name).orElse(null))
            .setParameter("schema", next.push().schema().or(replaced::schema).orElse(null))
            .setParameter("updatedAt", next.time())
            .executeUpdate();
    if (moved == 0) {
      em.refresh(replaced);
      next.push().requireFollows(replaced.version());
      // The head that this push replaces is still there, or any will do: judge it again.
      throw new OptimisticLockException("the vault changed while a push was checked");
    }
    return replaced;
  }

  private static boolean isOrWas(PayloadFormat format, Optional<Vault> head, NextVersion next) {
    return next.format() == format || head.filter(vault -> vault.format() == format).isPresent();
  }

  private void prune(Vault vault, int version) {
    if (version > historyLength) {
      em.createNamedQuery(VaultVersion.PRUNE)
          .setParameter("vault", vault.id())
          .setParameter("last", version - historyLength)
          .executeUpdate();
    }
  }

  /** Asked before the members' keys are replaced. */
  private String action(Admitted who, Optional<Vault> replaced, NextVersion next) {
    if (who.seat().isPresent() && (replaced.isEmpty() || givesToOthers(replaced.get(), next))) {
      return "share";
    }
    int epoch = replaced.map(Vault::epoch).orElse(0);
    return epoch > 0 && next.epoch() > epoch ? "rotate_key" : "push";
  }

  private boolean givesToOthers(Vault replaced, NextVersion next) {
    return next.format() == PayloadFormat.LPM
        && !memberKeys.areFor(replaced.id(), next.push().memberKeys());
  }

  private Pushed pushed(VaultId id, Vault head, String status, Admitted who) {
    return new Pushed(new PushReceipt(id.value(), head.version(), status), head.tag(who.device()));
  }
}
