package dev.coffer.server.escrow.key;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which versions of the escrow key there are, for all servers of the database: their public halves,
 * of which the newest one is current.
 */
@Stateless
public class EscrowVersions {
  private static final String ALL = "select public_key from escrow_key order by version desc";
  private static final String NEEDED =
      "select public_key from escrow_key k where version = (select max(version) from escrow_key)"
          + " or exists (select 1 from escrowed_key e where e.escrow_key = k.id)"
          + " or exists (select 1 from lpm_escrow l where l.escrow_key = k.id)";
  private static final String ADD =
      "insert into escrow_key (id, version, public_key, created_at) values (?, ?, ?, ?)";
  private static final String LOCK =
      "select public_key from escrow_key where version ="
          + " (select max(version) from escrow_key) for update";

  @Inject private Statements statements;
  @Inject private EscrowKeys keys;
  @Inject private Clock clock;

  /** Records a first version, of this server's, if the database knows none yet. */
  public void introduce() {
    if (all().isEmpty()) {
      add(keys.anyOrFirst(), 1);
    }
  }

  /** Whether this server has the current version, and every one that something is under. */
  public boolean hasAll() {
    return statements.all(NEEDED, EscrowVersions::read).stream()
        .allMatch(version -> keys.has(version.id()));
  }

  /** All versions, the current one first. */
  public List<EscrowPublicKey> all() {
    return statements.all(ALL, EscrowVersions::read);
  }

  /** The current version, which stays current until the transaction ends. */
  public EscrowPublicKey lockCurrent() {
    EscrowPublicKey locked =
        statements.first(LOCK, EscrowVersions::read).orElseThrow(IllegalStateException::new);
    // Whoever waited here for a rotation holds the version that was current before it.
    EscrowPublicKey current = all().get(0);
    return current.equals(locked) ? current : lockCurrent();
  }

  /** Makes another version, which is the current one from then on. */
  public EscrowPublicKey rotate() {
    lockCurrent();
    EscrowPublicKey made = keys.add();
    add(made, all().size() + 1);
    return made;
  }

  private void add(EscrowPublicKey key, int version) {
    statements.change(
        ADD,
        key.id().value(),
        version,
        key.point().base64(),
        ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
  }

  private static EscrowPublicKey read(Row row) throws SQLException {
    return new EscrowPublicKey(Bytes.ofBase64(row.text(1).orElseThrow(), EscrowPublicKey.LENGTH));
  }
}
