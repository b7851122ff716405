package dev.coffer.server.release;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.server.escrow.TrustPolicies.Sourced;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import dev.coffer.server.sql.Sweep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The tokens that CI runs have now, within the caller's transaction. */
@ApplicationScoped
public class JobTokens {
  private static final int MAX_VALUE = 128;
  private static final int MAX_FACTS = 14;
  private static final String ADD =
      "insert into job_token (id, owner_id, policy, policy_digest, vault_id, environment, run,"
          + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND =
      "select j.id, j.owner_id, j.policy, j.policy_digest, j.vault_id, j.environment, j.run,"
          + " j.expires_at, p.policy, p.source from job_token j left join trust_policy p"
          + " on p.owner_id = j.owner_id and p.id = j.policy where j.id = ?";

  private final Sweep sweep = new Sweep("delete from job_token where expires_at < ?");

  @Inject private Statements statements;
  @Inject private Clock clock;

  /** Remembers a token, and forgets now and then those that have expired. */
  public void add(JobToken token) {
    sweep.run(statements, clock.instant());
    statements.change(
        ADD,
        token.id().toString(),
        token.owner().toString(),
        token.policy().value(),
        token.policyDigest().text(),
        token.vault().value(),
        token.environment().value(),
        text(token.run()),
        micros(token.expiresAt()));
  }

  /** The token with this id, unless it has expired. */
  Optional<Presented> find(UUID id) {
    return statements
        .first(FIND, Presented::read, id.toString())
        .filter(presented -> presented.job().isLive(clock.instant()));
  }

  /**
   * A token that lives, and the policy that stands now under the id of the one that let it in.
   *
   * @param policy empty when there is none any more
   */
  record Presented(JobToken job, Optional<Sourced> policy) {
    private static final int POLICY = 9;

    static Presented read(Row row) throws SQLException {
      return new Presented(JobTokens.read(row), Sourced.readUnlessNone(row, POLICY));
    }
  }

  /** Cut to what the column holds; the claims may be as long as their platform likes. */
  private static String text(Map<String, String> run) {
    StringBuilder lines = new StringBuilder();
    run.entrySet().stream()
        .limit(MAX_FACTS)
        .forEach(
            fact ->
                lines.append(fact.getKey()).append(' ').append(line(fact.getValue())).append('\n'));
    return lines.toString();
  }

  private static String line(String value) {
    String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    return cut.replaceAll("\\p{Cntrl}", " ");
  }

  private static SortedMap<String, String> run(String text) {
    SortedMap<String, String> facts = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              facts.put(line.substring(0, space), line.substring(space + 1));
            });
    return facts;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static JobToken read(Row row) throws SQLException {
    return new JobToken(
        UUID.fromString(row.text(1).orElseThrow()),
        UUID.fromString(row.text(2).orElseThrow()),
        new PolicyId(row.text(3).orElseThrow()),
        Digest.parse(row.text(4).orElseThrow()),
        new VaultId(row.text(5).orElseThrow()),
        new EnvironmentName(row.text(6).orElseThrow()),
        run(row.text(7).orElseThrow()),
        row.time(8).orElseThrow());
  }
}
