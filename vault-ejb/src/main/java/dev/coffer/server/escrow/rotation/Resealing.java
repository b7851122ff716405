package dev.coffer.server.escrow.rotation;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.audit.AuditLog;
import dev.coffer.server.escrow.key.EscrowKeys;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.escrow.key.LpmEscrowContext;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;

/**
 * The single transactions of a rotation. Each key is changed only if it still is what was read, so
 * that any number of servers may do this at once, beside pushes.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Resealing {
  private static final int BATCH = 100;
  private static final String NEXT =
      "select e.vault, e.policy, e.environment, v.owner_id, v.vault_id, e.epoch, e.escrow_key,"
          + " e.sealed from escrowed_key e join vault v on v.id = e.vault"
          + " where e.escrow_key <> ? and (e.vault, e.policy, e.environment) > (?, ?, ?)"
          + " order by e.vault, e.policy, e.environment fetch first "
          + BATCH
          + " rows only";
  private static final String CHANGE =
      "update escrowed_key set escrow_key = ?, sealed = ?"
          + " where vault = ? and policy = ? and environment = ? and sealed = ?";
  private static final String LPM =
      "select e.vault, '', '', v.owner_id, v.vault_id, 0, e.escrow_key, e.sealed"
          + " from lpm_escrow e join vault v on v.id = e.vault"
          + " where e.escrow_key <> ? and e.vault > ? order by e.vault fetch first "
          + BATCH
          + " rows only";
  private static final String CHANGE_LPM =
      "update lpm_escrow set escrow_key = ?, sealed = ? where vault = ? and sealed = ?";

  @Inject private Access access;
  @Inject private AuditLog audit;
  @Inject private EscrowKeys keys;
  @Inject private EscrowVersions versions;
  @Inject private Statements statements;

  /** Makes a new version, which is current from then on. */
  public void rotate(Caller caller) {
    Admitted who = access.admit(caller, Right.ADMINISTER);
    EscrowPublicKey made = versions.rotate();
    audit.record(who, "escrow_rotate", Optional.empty(), Map.of("escrowKey", made.id().value()));
  }

  /** Seals the next keys of environments to the current version; then those of lpm clients. */
  public Resealed batch(Resealed done) {
    EscrowPublicKey current = versions.all().get(0);
    Resealed.Place after = done.after();
    boolean lpm = after.policy().equals(Found.LPM);
    List<Found> found =
        lpm
            ? statements.all(LPM, Found::read, current.id().value(), after.vault())
            : statements.all(
                NEXT,
                Found::read,
                current.id().value(),
                after.vault(),
                after.policy(),
                after.environment());
    int failed = 0;
    for (Found one : found) {
      failed += sealed(one, current) ? 0 : 1;
    }
    return new Resealed(
        next(found, lpm),
        done.count() + found.size() - failed,
        done.failed() + failed,
        lpm && found.size() < BATCH);
  }

  private static Resealed.Place next(List<Found> found, boolean lpm) {
    if (found.size() == BATCH) {
      Found last = found.get(BATCH - 1);
      return lpm ? new Resealed.Place(last.place().vault(), Found.LPM, "") : last.place();
    }
    return new Resealed.Place("", Found.LPM, "");
  }

  /** Leaves an audit row of what was done, and answers what {@code result} then says. */
  public List<EscrowKeyView> finish(
      Caller caller, Resealed done, Supplier<List<EscrowKeyView>> result) {
    Admitted who = access.admit(caller, Right.ADMINISTER);
    audit.record(
        who,
        "escrow_reseal",
        Optional.empty(),
        Map.of("resealed", done.count(), "failed", done.failed()));
    return result.get();
  }

  /** Answers false for what does not open: it is left to who finds it by the count. */
  private boolean sealed(Found one, EscrowPublicKey current) {
    byte[] secret;
    try {
      secret = keys.open(one.escrowKey(), one.info(one.escrowKey()), one.sealed());
    } catch (AEADBadTagException e) {
      return false;
    }
    try {
      Bytes again = keys.seal(current, one.info(current.id()), secret);
      if (one.isLpm()) {
        statements.change(
            CHANGE_LPM,
            current.id().value(),
            again.base64(),
            one.place().vault(),
            one.sealed().base64());
      } else {
        statements.change(
            CHANGE,
            current.id().value(),
            again.base64(),
            one.place().vault(),
            one.place().policy(),
            one.place().environment(),
            one.sealed().base64());
      }
      return true;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** A key under an older version, with what it may be opened for. */
  private record Found(
      Resealed.Place place, UUID owner, VaultId vault, int epoch, KeyId escrowKey, Bytes sealed) {
    static final String LPM = "~lpm";

    static Found read(Row row) throws SQLException {
      return new Found(
          new Resealed.Place(
              row.text(1).orElseThrow(), row.text(2).orElseThrow(), row.text(3).orElseThrow()),
          UUID.fromString(row.text(4).orElseThrow()),
          new VaultId(row.text(5).orElseThrow()),
          row.number(6).orElseThrow().intValue(),
          new KeyId(row.text(7).orElseThrow()),
          Bytes.ofBase64(row.text(8).orElseThrow(), EscrowedKey.SEALED_LENGTH));
    }

    boolean isLpm() {
      return place.policy().isEmpty();
    }

    byte[] info(KeyId version) {
      return isLpm()
          ? new LpmEscrowContext(owner, vault, version).info()
          : new EscrowContext(
                  vault,
                  new EnvironmentName(place.environment()),
                  epoch,
                  new PolicyId(place.policy()),
                  version)
              .info();
    }
  }
}
