package dev.coffer.server.escrow.rotation;

import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Right;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.sql.Statements;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Replaces the escrow key while runs go on. A new version is current at once; what is under older
 * ones stays readable, and is sealed again in many transactions. What an interruption left is done
 * by the next call, of whichever server.
 */
@Stateless
public class EscrowRotations {
  private static final String COUNTS =
      "select escrow_key, count(*) from"
          + " (select escrow_key from escrowed_key union all select escrow_key from lpm_escrow) k"
          + " group by escrow_key";

  @EJB private Resealing resealing;
  @Inject private Access access;
  @Inject private EscrowVersions versions;
  @Inject private Statements statements;

  /**
   * The versions, the current one first, each with how much is escrowed under it.
   *
   * @throws AccessRefused when the caller is no administrator
   */
  public List<EscrowKeyView> list(Caller caller) {
    access.admit(caller, Right.ADMINISTER);
    return views();
  }

  /**
   * Makes a new version and seals everything to it.
   *
   * @return the versions as they are then
   * @throws AccessRefused when the caller is no administrator
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<EscrowKeyView> rotate(Caller caller) {
    access.admit(caller, Right.ADMINISTER);
    resealing.rotate(caller);
    return sealAll(caller);
  }

  /**
   * Seals everything to the current version: what an interrupted rotation left.
   *
   * @return the versions as they are then
   * @throws AccessRefused when the caller is no administrator
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<EscrowKeyView> resume(Caller caller) {
    access.admit(caller, Right.ADMINISTER);
    return sealAll(caller);
  }

  private List<EscrowKeyView> sealAll(Caller caller) {
    Resealed done = Resealed.BEGIN;
    while (!done.isComplete()) {
      done = resealing.batch(done);
    }
    return resealing.finish(caller, done, this::views);
  }

  private List<EscrowKeyView> views() {
    Map<String, Long> counts =
        statements
            .all(COUNTS, row -> Map.entry(row.text(1).orElseThrow(), row.number(2).orElseThrow()))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<EscrowPublicKey> all = versions.all();
    return all.stream()
        .map(
            key ->
                new EscrowKeyView(
                    key.id().value(),
                    key.point().base64(),
                    key.equals(all.get(0)),
                    Optional.ofNullable(counts.get(key.id().value())).orElse(0L)))
        .toList();
  }
}
