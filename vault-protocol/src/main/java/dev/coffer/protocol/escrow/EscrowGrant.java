package dev.coffer.protocol.escrow;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** That the key of one environment is escrowed for one policy. */
public record EscrowGrant(PolicyId policy, EnvironmentName environment)
    implements Comparable<EscrowGrant> {
  private static final Comparator<EscrowGrant> ORDER =
      Comparator.comparing(EscrowGrant::policy).thenComparing(EscrowGrant::environment);

  /**
   * Exactly what each epoch of a vault escrows: every environment that one of its policies names,
   * also those that the vault does not have yet.
   *
   * @param policies all that stand for the vault
   */
  public static SortedSet<EscrowGrant> due(Collection<TrustPolicy> policies) {
    return policies.stream()
        .flatMap(
            policy ->
                policy.release().environments().stream()
                    .map(environment -> new EscrowGrant(policy.id(), environment)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code POLICY environment NAME}. */
  public String text() {
    return policy + " environment " + environment;
  }

  @Override
  public int compareTo(EscrowGrant other) {
    return ORDER.compare(this, other);
  }
}
