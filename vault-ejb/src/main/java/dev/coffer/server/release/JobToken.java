package dev.coffer.server.release;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the server remembers of the token that it gave to one CI run: never the token, only the id
 * inside it.
 *
 * @param owner of the vault: an account or an organisation
 * @param policyDigest of {@link TrustPolicy#text} when the run was let in
 * @param run what is known of the run, for the audit log: no value, key or token
 */
public record JobToken(
    UUID id,
    UUID owner,
    PolicyId policy,
    Digest policyDigest,
    VaultId vault,
    EnvironmentName environment,
    SortedMap<String, String> run,
    Instant expiresAt) {

  public JobToken {
    run = new TreeMap<>(run);
  }

  /** A token for a run that {@code policy} of {@code owner} lets in. */
  public static JobToken of(
      UUID owner,
      TrustPolicy policy,
      EnvironmentName environment,
      Map<String, String> run,
      Instant expiresAt) {
    return new JobToken(
        UUID.randomUUID(),
        owner,
        policy.id(),
        Digest.of(policy.text()),
        policy.vault(),
        environment,
        new TreeMap<>(run),
        expiresAt);
  }

  boolean isLive(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether {@code policy} reads as it did when the run was let in. */
  boolean isUnder(TrustPolicy standing) {
    return policyDigest.equals(Digest.of(standing.text()));
  }
}
