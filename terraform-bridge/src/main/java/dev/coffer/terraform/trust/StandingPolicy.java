package dev.coffer.terraform.trust;

import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Policies.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A policy that a device has signed, and what the server makes of it.
 *
 * @param escrowed those of its environments whose keys the server has for it
 * @param concerns where chain and server do not agree
 */
public record StandingPolicy(
    TrustPolicy policy, SortedSet<String> escrowed, List<String> concerns) {
  /** Both are cured by setting the policy again, so a plan shows them as a change. */
  private static final Set<String> ABOUT_ESCROW = Set.of("escrow_missing", "unknown_to_server");

  /** One that has all that it should have. */
  public static StandingPolicy whole(TrustPolicy policy) {
    return new StandingPolicy(policy, SignedRules.of(policy).release().environments(), List.of());
  }

  /**
   * One as it is.
   *
   * @param escrowed the environments whose keys the server says to have
   */
  public static StandingPolicy of(
      TrustPolicy policy, Collection<String> escrowed, List<Concern> concerns) {
    SortedSet<String> there = new TreeSet<>(SignedRules.of(policy).release().environments());
    there.retainAll(escrowed);
    return new StandingPolicy(
        policy,
        there,
        concerns.stream()
            .filter(concern -> !ABOUT_ESCROW.contains(concern.id()))
            .map(Concern::what)
            .toList());
  }

  /** What a person is shown of it. */
  public Policy shown() {
    return new Policy(
        policy.id().value(), SignedRules.of(policy), policy.text(), escrowed, concerns);
  }
}
