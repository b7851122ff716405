package dev.coffer.server.audit;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.audit.AuditRecord;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Records what was done in the same transaction as the deed: both are there or neither is. Records
 * of one owner, an account or an organisation, follow each other without gaps, each naming the hash
 * of the one before, whichever server wrote them.
 *
 * <p>Call {@link #record} last: it holds the owner's log until the transaction ends.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class AuditLog {
  private static final String OK = "ok";
  private static final String REFUSED = "refused";

  /** The fact that says which program acted, by its own word. */
  private static final String CLIENT = "client";

  /** The actor of records about CI runs, which are no accounts. */
  private static final String WORKLOAD = "workload";

  /** Holds the log until the transaction ends. */
  private static final String HEAD =
      "select sequence, hash from audit_head where owner = ? for update";

  private static final String FIRST_HEAD =
      "insert into audit_head (sequence, hash, owner) values (?, ?, ?)";
  private static final String NEXT_HEAD =
      "update audit_head set sequence = ?, hash = ?"
          + " where owner = ? and sequence = ? and hash = ?";
  private static final String APPEND =
      "insert into audit_row (owner, sequence, previous, time, actor, device, action, outcome,"
          + " vault, metadata, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  @PersistenceContext private EntityManager em;
  @Inject private Statements statements;
  @Inject private Clock clock;
  @Inject private KnownHeads heads;
  @Inject private CallingClient client;

  /** Appends a record of what {@code who} did; {@code facts} hold no value, key or token. */
  public void record(
      Admitted who, String action, Optional<VaultId> vault, Map<String, Object> facts) {
    append(
        who.owner(),
        new Actor(who.accountId().toString(), who.device().map(KeyId::value), OK),
        action,
        vault,
        facts);
  }

  /**
   * Appends a record of what a CI run did with a vault of {@code owner}; {@code facts} say which
   * run, and hold no value, key or token.
   */
  public void recordRun(UUID owner, VaultId vault, String action, Map<String, Object> facts) {
    append(owner, new Actor(WORKLOAD, Optional.empty(), OK), action, Optional.of(vault), facts);
  }

  /** The same of what a CI run was not let do; {@code facts} have the refusal's code as well. */
  public void recordRefusedRun(
      UUID owner, VaultId vault, String action, Map<String, Object> facts) {
    append(
        owner, new Actor(WORKLOAD, Optional.empty(), REFUSED), action, Optional.of(vault), facts);
  }

  private void append(
      UUID ownerId,
      Actor actor,
      String action,
      Optional<VaultId> vault,
      Map<String, Object> facts) {
    em.flush();
    String owner = ownerId.toString();
    Deed deed = new Deed(owner, actor, action, vault, Facts.line(named(facts)));
    boolean appended = heads.of(owner).map(guess -> advance(guess, deed)).orElse(false);
    if (!appended) {
      appendAfterNewest(deed);
    }
  }

  private Map<String, Object> named(Map<String, Object> facts) {
    Map<String, Object> named = new TreeMap<>(facts);
    client.name().ifPresent(name -> named.put(CLIENT, name.value()));
    return named;
  }

  private void appendAfterNewest(Deed deed) {
    AuditHead head = statements.first(HEAD, AuditHead::read, deed.owner()).orElse(AuditHead.NONE);
    if (!advance(head, deed)) {
      throw new OptimisticLockException("the head of a log changed while it was held");
    }
  }

  /**
   * Appends {@code deed} after {@code head}, unless that is not the log's head; holds the log until
   * the transaction ends.
   */
  private boolean advance(AuditHead head, Deed deed) {
    AuditRecord next = deed.after(head, clock.instant());
    String hash = next.hash().text();
    if (head.equals(AuditHead.NONE)) {
      statements.change(FIRST_HEAD, next.sequence(), hash, next.owner());
    } else if (statements.change(
            NEXT_HEAD,
            next.sequence(),
            hash,
            next.owner(),
            head.sequence(),
            head.hash().orElseThrow().text())
        == 0) {
      return false;
    }
    append(next, hash);
    heads.appended(next.owner(), new AuditHead(next.sequence(), Optional.of(next.hash())));
    return true;
  }

  /** Who did it, or was refused: an account on a device or on none, or a run. */
  private record Actor(String account, Optional<String> device, String outcome) {}

  /** A record without its place in the log. */
  private record Deed(
      String owner, Actor actor, String action, Optional<VaultId> vault, String facts) {

    AuditRecord after(AuditHead head, Instant time) {
      return new AuditRecord(
          owner,
          head.sequence() + 1,
          head.hash(),
          time,
          actor.account(),
          actor.device().orElse(AuditRecord.NONE),
          action,
          actor.outcome(),
          vault.map(VaultId::value).orElse(AuditRecord.NONE),
          facts);
    }
  }

  private void append(AuditRecord next, String hash) {
    statements.change(
        APPEND,
        next.owner(),
        next.sequence(),
        next.previous().map(Digest::text).orElse(null),
        ChronoUnit.MICROS.between(Instant.EPOCH, next.time()),
        next.actor(),
        next.device(),
        next.action(),
        next.outcome(),
        next.vault(),
        next.metadata(),
        hash);
  }

  /**
   * One page of an owner's log.
   *
   * @param vault only what concerns this vault
   * @param place where it begins and which way it goes
   */
  public AuditPage page(UUID owner, Optional<VaultId> vault, AuditPlace place) {
    int size = place.onwards() ? AuditPage.LONG : AuditPage.SHORT;
    TypedQuery<AuditRow> query =
        em.createNamedQuery(query(vault.isPresent(), place.onwards()), AuditRow.class)
            .setParameter("owner", owner.toString())
            .setParameter(place.onwards() ? "after" : "before", place.sequence())
            .setMaxResults(size + 1);
    vault.ifPresent(id -> query.setParameter("vault", id.value()));
    List<AuditEntry> found = query.getResultStream().map(AuditRow::entry).toList();
    if (found.size() <= size) {
      return new AuditPage(found, null);
    }
    List<AuditEntry> page = found.subList(0, size);
    return new AuditPage(page, page.get(size - 1).sequence().toString());
  }

  private static String query(boolean ofVault, boolean onwards) {
    if (ofVault) {
      return onwards ? AuditRow.OF_VAULT_ON : AuditRow.OF_VAULT;
    }
    return onwards ? AuditRow.OF_OWNER_ON : AuditRow.OF_OWNER;
  }
}
