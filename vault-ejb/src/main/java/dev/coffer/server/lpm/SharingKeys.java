package dev.coffer.server.lpm;

import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.wire.lpm.MemberPublicKey;
import dev.coffer.protocol.wire.lpm.OwnPublicKey;
import dev.coffer.protocol.wire.lpm.PublishedKey;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.access.Seat;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.organisation.Memberships;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps one public key for each account, for {@code lpm} clients that wrap to it. It is replaced
 * only with a fresh proof of who is asking, and what was wrapped to the old one goes with it.
 */
@Stateless
public class SharingKeys {
  private static final String FIND = "select public_key from sharing_key where account_id = ?";
  private static final String SET =
      "insert into sharing_key (public_key, changed_at, account_id) values (?, ?, ?)";
  private static final String REPLACE =
      "update sharing_key set public_key = ?, changed_at = ? where account_id = ?";
  private static final String BELONGS =
      "select organisation from organisation_member where account_id = ? and status <> 'REMOVED'"
          + " order by organisation";

  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private Clock clock;
  @Inject private MemberKeys keys;
  @Inject private Memberships memberships;
  @Inject private Statements statements;
  @Inject private StepUpProofs proofs;
  @Inject private Event<SharingKeyChanged> changes;

  /** The caller's own key. */
  public OwnPublicKey own(Caller caller) {
    Admitted who = access.admit(caller, Right.READ_VALUES);
    return new OwnPublicKey(find(who.accountId()));
  }

  /**
   * Has everything wrapped to {@code key} from now on.
   *
   * @param proof of who is asking; needed where the account has another key
   * @throws AccessRefused when it has, and {@code proof} is absent, spent, expired or another's
   */
  public PublishedKey publish(Caller caller, SharingKey key, Optional<String> proof) {
    Admitted who = access.admit(caller, Right.WRAP_KEYS);
    lockOrganisations(who);
    Optional<SharingKey> before = find(who.accountId()).map(SharingKey::parse);
    if (before.isEmpty()) {
      write(SET, who, key);
      record(who, "sharing_key_set", key);
      return new PublishedKey(true, "set", key.fingerprintPrefix(), null);
    }
    if (before.get().equals(key)) {
      return new PublishedKey(true, "unchanged", key.fingerprintPrefix(), null);
    }
    proofs.spend(who, StepUpScope.ROTATE, proof);
    write(REPLACE, who, key);
    List<UUID> affected = keys.organisationsWithKeysFor(who.accountId());
    changes.fire(new SharingKeyChanged(who.accountId(), affected));
    affected.forEach(organisation -> record(in(who, organisation), "sharing_key_rotated", key));
    record(who, "sharing_key_rotated", key);
    return new PublishedKey(
        true, "rotated", key.fingerprintPrefix(), before.get().fingerprintPrefix());
  }

  /**
   * The keys of the organisation's members who may read whole vaults, by account.
   *
   * @throws NotFound when the caller does not belong to it, or there is none
   * @throws AccessRefused when it takes no vaults in format {@code lpm}
   */
  public List<MemberPublicKey> ofMembers(Caller caller, Tenant tenant) {
    Admitted who = access.admit(caller, tenant, Right.READ);
    keys.requireAllowed(who.owner());
    return keys.readers(who.owner()).stream().map(LpmReader::view).toList();
  }

  /** A push that counts on the account's key finishes first, or sees the new one. */
  private void lockOrganisations(Admitted who) {
    statements
        .all(BELONGS, row -> UUID.fromString(row.text(1).orElseThrow()), who.accountId().toString())
        .forEach(memberships::lock);
  }

  private Optional<String> find(UUID account) {
    return statements.first(FIND, row -> row.text(1).orElseThrow(), account.toString());
  }

  private void write(String statement, Admitted who, SharingKey key) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    statements.change(statement, key.base64(), now, who.accountId().toString());
  }

  private Admitted in(Admitted who, UUID organisation) {
    Member member = memberships.now(organisation).member(who.accountId().toString()).orElseThrow();
    return who.in(Seat.of(organisation, member));
  }

  private void record(Admitted who, String action, SharingKey key) {
    audit.record(who, action, Optional.empty(), Map.of("fingerprint", key.fingerprintPrefix()));
  }
}
