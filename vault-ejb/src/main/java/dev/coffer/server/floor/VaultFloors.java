package dev.coffer.server.floor;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.server.floor.StoredVersions.Head;
import dev.coffer.server.floor.StoredVersions.Version;
import dev.coffer.server.problem.DeviceConflict;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the heads that an event names against the vaults, within the transaction that stores the
 * event: no client reads a version below a head that the chain has, so one that never was would
 * close its vault for good.
 *
 * <p>Locks nothing. A push that comes between only raises what may be named. A vault that is taken
 * away between leaves its note, which is read last. One that an organisation gets between waits for
 * the organisation's row, which the event's transaction holds.
 */
@ApplicationScoped
public class VaultFloors {
  private static final int AT_ONCE = 500;
  private static final String HEADS =
      "select vault_id, id, version, head_digest from vault where owner_id = ? and vault_id in ";
  private static final String KEPT =
      "select vault, version, digest from vault_version"
          + " where digest is not null and (vault, version) in ";
  private static final String UNSHARED =
      "select vault_id, version from unshared_vault where owner_id = ? and vault_id in ";
  private static final String UNSHARED_AGAIN =
      "update unshared_vault set version = greatest(version, ?)"
          + " where owner_id = ? and vault_id = ?";
  private static final String UNSHARED_FIRST =
      "insert into unshared_vault (version, owner_id, vault_id) values (?, ?, ?)";

  @Inject private Statements statements;

  /**
   * Does nothing when each head is a version that a vault of {@code owner} has, with the digest
   * that is stored where the history still has it; or is not above the version at which a vault of
   * this id was taken away, since who had pulled that names it honestly.
   *
   * @throws DeviceConflict with the vault and version of the first one that is neither
   */
  public void require(UUID owner, List<VaultHead> heads) {
    for (int from = 0; from < heads.size(); from += AT_ONCE) {
      List<VaultHead> some = heads.subList(from, Math.min(heads.size(), from + AT_ONCE));
      StoredVersions stored = stored(owner, some);
      some.stream()
          .flatMap(head -> stored.objection(head).stream())
          .findFirst()
          .ifPresent(
              objection -> {
                throw DeviceConflict.headRefused(objection);
              });
    }
  }

  /** Notes that a vault of {@code owner}, whose row is locked, is taken away at {@code version}. */
  public void noteUnshared(UUID owner, VaultId vault, int version) {
    Object[] row = {version, owner.toString(), vault.value()};
    if (statements.change(UNSHARED_AGAIN, row) == 0) {
      statements.change(UNSHARED_FIRST, row);
    }
  }

  private StoredVersions stored(UUID owner, List<VaultHead> named) {
    Object[] ofOwner =
        Stream.concat(Stream.of(owner.toString()), named.stream().map(head -> head.vault().value()))
            .toArray();
    String each = in("?", named.size());
    Map<String, Head> heads = byKey(statements.all(HEADS + each, VaultFloors::head, ofOwner));
    Map<Version, Digest> kept = kept(named, heads);
    return new StoredVersions(
        heads, kept, byKey(statements.all(UNSHARED + each, VaultFloors::unshared, ofOwner)));
  }

  private Map<Version, Digest> kept(List<VaultHead> named, Map<String, Head> heads) {
    List<Version> older =
        named.stream().flatMap(head -> older(head, heads.get(head.vault().value()))).toList();
    if (older.isEmpty()) {
      return Map.of();
    }
    Object[] places =
        older.stream().flatMap(one -> Stream.of((Object) one.row(), one.version())).toArray();
    return byKey(
        statements.all(KEPT + in("(?, ?)", older.size()), VaultFloors::keptVersion, places));
  }

  private static Stream<Version> older(VaultHead named, Head head) {
    return head != null && named.version() < head.version()
        ? Stream.of(new Version(head.row(), named.version()))
        : Stream.empty();
  }

  private static Map.Entry<String, Head> head(Row row) throws SQLException {
    return Map.entry(
        row.text(1).orElseThrow(),
        new Head(
            row.text(2).orElseThrow(),
            row.number(3).orElseThrow().intValue(),
            Digest.parse(row.text(4).orElseThrow())));
  }

  private static Map.Entry<Version, Digest> keptVersion(Row row) throws SQLException {
    return Map.entry(
        new Version(row.text(1).orElseThrow(), row.number(2).orElseThrow().intValue()),
        Digest.parse(row.text(3).orElseThrow()));
  }

  private static Map.Entry<String, Integer> unshared(Row row) throws SQLException {
    return Map.entry(row.text(1).orElseThrow(), row.number(2).orElseThrow().intValue());
  }

  private static <K, V> Map<K, V> byKey(List<Map.Entry<K, V>> rows) {
    return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String in(String one, int times) {
    return "(" + String.join(", ", Collections.nCopies(times, one)) + ")";
  }
}
