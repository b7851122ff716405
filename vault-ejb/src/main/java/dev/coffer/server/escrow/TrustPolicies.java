package dev.coffer.server.escrow;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The trust policies that stand, within the caller's transaction: what the owners' chains say, kept
 * where a run's policy can be found without reading a chain, and what the runs did under them.
 */
@ApplicationScoped
public class TrustPolicies {
  /** The source of a policy that a device signed into its owner's chain. */
  public static final String CHAIN = "chain";

  /** The source of a policy that an {@code lpm} client set. */
  public static final String LPM = "lpm";

  private static final String COLUMNS =
      "select p.owner_id, v.id, p.policy, p.source, p.pinned_repository_id, p.pinned_owner_id,"
          + " p.pulls_day, p.pulls, p.last_pulled_at, v.format, l.vault"
          + " from trust_policy p join vault v on v.owner_id = p.owner_id"
          + " and v.vault_id = p.vault_id left join lpm_escrow l on l.vault = v.id";
  private static final String OF_VAULT_ID = COLUMNS + " where p.vault_id = ? order by p.id";
  private static final String OF_VAULT =
      COLUMNS + " where p.vault_id = ? and p.owner_id = ? order by p.id";
  private static final String ESCROWED =
      "select e.vault, e.policy, e.environment from escrowed_key e"
          + " join vault v on v.id = e.vault and v.epoch = e.epoch where v.vault_id = ?";
  private static final String TEXTS =
      "select policy from trust_policy where owner_id = ? and vault_id = ? and source = 'chain'";
  private static final String ONE =
      "select policy, source from trust_policy where owner_id = ? and id = ?";
  private static final String CHANGE =
      "update trust_policy set vault_id = ?, source = ?, policy = ?, sequence = ?, author = ?,"
          + " set_at = ? where owner_id = ? and id = ?";
  private static final String SET =
      "insert into trust_policy (vault_id, source, policy, sequence, author, set_at, owner_id, id,"
          + " pulls_day, pulls) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)";
  private static final String UNPIN =
      "update trust_policy set pinned_repository_id = null, pinned_owner_id = null"
          + " where owner_id = ? and id = ?";
  private static final String REMOVE = "delete from trust_policy where owner_id = ? and id = ?";
  private static final String PIN_REPOSITORY =
      "update trust_policy set pinned_repository_id = ?"
          + " where owner_id = ? and id = ? and pinned_repository_id is null";
  private static final String PIN_OWNER =
      "update trust_policy set pinned_owner_id = ?"
          + " where owner_id = ? and id = ? and pinned_owner_id is null";
  private static final String PINS =
      "select pinned_repository_id, pinned_owner_id from trust_policy"
          + " where owner_id = ? and id = ?";
  private static final String COUNT =
      "update trust_policy set pulls = case when pulls_day = ? then pulls + 1 else 1 end,"
          + " pulls_day = ?, last_pulled_at = ? where owner_id = ? and id = ?"
          + " and (pulls_day <> ? or pulls < ?)";

  @Inject private Statements statements;
  @Inject private Clock clock;

  /**
   * Every policy for a vault with this id, whoever owns it, sorted by id. Vault ids are chosen by
   * clients: several owners may have one.
   */
  public List<Candidate> candidates(VaultId vault) {
    return candidates(OF_VAULT_ID, vault, vault.value());
  }

  /** The policies of one owner's vault, sorted by id. */
  public List<Candidate> candidates(UUID owner, VaultId vault) {
    return candidates(OF_VAULT, vault, vault.value(), owner.toString());
  }

  private List<Candidate> candidates(String select, VaultId vault, Object... parameters) {
    List<Found> found = statements.all(select, Found::read, parameters);
    if (found.isEmpty()) {
      return List.of();
    }
    Map<Grant, Set<EnvironmentName>> escrowed =
        statements.all(ESCROWED, Escrowed::read, vault.value()).stream()
            .collect(
                Collectors.groupingBy(
                    Escrowed::grant,
                    Collectors.mapping(Escrowed::environment, Collectors.toSet())));
    long today = today();
    return found.stream().map(one -> one.candidate(escrowed, today)).toList();
  }

  /** One policy of one owner, whether its vault is there or not. */
  public Optional<Sourced> find(UUID owner, PolicyId id) {
    return statements.first(ONE, Sourced::read, owner.toString(), id.value());
  }

  /** The policies that the owner's chain has for this vault, whether the vault is there or not. */
  public List<TrustPolicy> standing(UUID owner, VaultId vault) {
    return statements.all(
        TEXTS,
        row -> TrustPolicy.parse(row.text(1).orElseThrow()),
        owner.toString(),
        vault.value());
  }

  /**
   * Remembers the ids that a run had, where nothing is remembered; of two first runs one wins.
   *
   * @return what is remembered now
   */
  public Candidate.Pins pin(UUID owner, PolicyId id, Candidate.Pins seen) {
    seen.repositoryId()
        .ifPresent(
            repository ->
                statements.change(PIN_REPOSITORY, repository, owner.toString(), id.value()));
    seen.ownerId()
        .ifPresent(account -> statements.change(PIN_OWNER, account, owner.toString(), id.value()));
    return statements
        .first(
            PINS, row -> new Candidate.Pins(row.text(1), row.text(2)), owner.toString(), id.value())
        .orElse(Candidate.Pins.NONE);
  }

  /**
   * Counts one pull, unless the policy has had as many today as it permits, or is gone. Holds the
   * policy until the transaction ends.
   */
  public boolean countPull(UUID owner, TrustPolicy policy) {
    long today = today();
    int counted =
        statements.change(
            COUNT,
            today,
            today,
            ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
            owner.toString(),
            policy.id().value(),
            today,
            policy.release().pullsPerDay().orElse(Integer.MAX_VALUE));
    return counted == 1;
  }

  /**
   * Sets {@code policy} in place of what its id stood for. What was pinned stays with its origin.
   *
   * @param event that set it
   */
  void set(UUID owner, TrustPolicy policy, PolicyEvent event) {
    set(owner, policy, Optional.of(event));
  }

  /** The same for what an {@code lpm} client set, which no event stands behind. */
  public void setUnsigned(UUID owner, TrustPolicy policy) {
    set(owner, policy, Optional.empty());
  }

  private void set(UUID owner, TrustPolicy policy, Optional<PolicyEvent> event) {
    Optional<Sourced> before = find(owner, policy.id());
    Object[] row = {
      policy.vault().value(),
      event.isPresent() ? CHAIN : LPM,
      policy.text(),
      event.map(PolicyEvent::sequence).orElse(null),
      event.map(known -> known.author().value()).orElse(null),
      ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
      owner.toString(),
      policy.id().value()
    };
    if (statements.change(CHANGE, row) == 0) {
      statements.change(SET, row);
    }
    if (before.isPresent() && !before.get().policy().origin().equals(policy.origin())) {
      statements.change(UNPIN, owner.toString(), policy.id().value());
    }
  }

  /** Removes a policy that an {@code lpm} client set. */
  public void removeUnsigned(UUID owner, PolicyId id) {
    statements.change(REMOVE + " and source = 'lpm'", owner.toString(), id.value());
  }

  /** Removes a policy; answers whether there was one. */
  boolean remove(UUID owner, PolicyId id) {
    return statements.change(REMOVE, owner.toString(), id.value()) == 1;
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  /**
   * A policy that stands.
   *
   * @param source {@link #CHAIN} or {@link #LPM}
   */
  public record Sourced(TrustPolicy policy, String source) {
    static Sourced read(Row row) throws SQLException {
      return readUnlessNone(row, 1).orElseThrow();
    }

    /** Reads text and source from {@code column} on; empty when a join found no policy. */
    public static Optional<Sourced> readUnlessNone(Row row, int column) throws SQLException {
      Optional<String> text = row.text(column);
      return text.isPresent()
          ? Optional.of(
              new Sourced(TrustPolicy.parse(text.get()), row.text(column + 1).orElseThrow()))
          : Optional.empty();
    }

    /** Whether an {@code lpm} client set it, unsigned. */
    public boolean isOfLpm() {
      return source.equals(LPM);
    }
  }

  private record Grant(String vault, String policy) {}

  private record Escrowed(Grant grant, EnvironmentName environment) {
    static Escrowed read(Row row) throws SQLException {
      return new Escrowed(
          new Grant(row.text(1).orElseThrow(), row.text(2).orElseThrow()),
          new EnvironmentName(row.text(3).orElseThrow()));
    }
  }

  /** One row, before it is known what is escrowed for it. */
  private record Found(
      UUID owner,
      String vault,
      TrustPolicy policy,
      String source,
      Candidate.Pins pins,
      long pullsDay,
      int pulls,
      Optional<Instant> lastPulledAt,
      boolean wholeVault) {

    static Found read(Row row) throws SQLException {
      return new Found(
          UUID.fromString(row.text(1).orElseThrow()),
          row.text(2).orElseThrow(),
          TrustPolicy.parse(row.text(3).orElseThrow()),
          row.text(4).orElseThrow(),
          new Candidate.Pins(row.text(5), row.text(6)),
          row.number(7).orElseThrow(),
          row.number(8).orElseThrow().intValue(),
          row.time(9),
          row.text(11).isPresent() && row.text(10).orElseThrow().equals("lpm"));
    }

    Candidate candidate(Map<Grant, Set<EnvironmentName>> escrowed, long today) {
      Set<EnvironmentName> own =
          new HashSet<>(escrowed.getOrDefault(new Grant(vault, policy.id().value()), Set.of()));
      if (wholeVault && source.equals(LPM)) {
        own.addAll(policy.release().environments());
      }
      own.retainAll(policy.release().environments());
      return new Candidate(
          owner, vault, policy, source, pins, own, pullsDay == today ? pulls : 0, lastPulledAt);
    }
  }
}
