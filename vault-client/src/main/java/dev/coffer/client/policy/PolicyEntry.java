package dev.coffer.client.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Policies.Standing;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One policy for a person to look over.
 *
 * @param standing what the verified chain says; empty for what only the server lists
 * @param setBy who set it last, as the chain knows; empty with {@code standing}
 * @param view what the server says; empty where it lists no such policy
 */
public record PolicyEntry(
    String id, Optional<Standing> standing, Optional<String> setBy, Optional<PolicyView> view) {
  private static final String LPM = "lpm";

  static PolicyEntry of(Standing standing, String setBy, PolicyView view) {
    return new PolicyEntry(
        standing.policy().id().value(),
        Optional.of(standing),
        Optional.of(setBy),
        Optional.ofNullable(view));
  }

  static PolicyEntry ofServer(PolicyView view) {
    return new PolicyEntry(
        String.valueOf(view.policyId()), Optional.empty(), Optional.empty(), Optional.of(view));
  }

  /** The rules, where the chain has them. */
  public Optional<TrustPolicy> policy() {
    return standing.map(Standing::policy);
  }

  /** Whether an {@code lpm} client set it, which signs nothing. */
  public boolean isOfLpm() {
    return standing.isEmpty() && view.filter(seen -> LPM.equals(seen.source())).isPresent();
  }

  /**
   * Something that a person should know of a policy.
   *
   * @param id for scripts; docs/policies.md lists them
   */
  public record Concern(String id, String what) {}

  /** Where chain and server do not agree, or the server lacks something. */
  public List<Concern> concerns() {
    if (policy().isEmpty()) {
      return List.of(
          isOfLpm()
              ? new Concern("set_by_lpm", "set by an lpm client: no device has signed it")
              : new Concern(
                  "not_in_chain",
                  "the server lists it, and no device that the chain knows has signed it"));
    }
    if (view.isEmpty()) {
      return List.of(
          new Concern("unknown_to_server", "the server does not list it: no run can use it"));
    }
    return concerns(policy().get(), view.get());
  }

  private static List<Concern> concerns(TrustPolicy policy, PolicyView view) {
    List<Concern> found = new ArrayList<>();
    if (!agrees(policy, view)) {
      found.add(
          new Concern("server_differs", "the server lists other rules for it than the chain has"));
    }
    SortedSet<String> missing = environments(policy);
    missing.removeAll(escrowed(view));
    if (!missing.isEmpty()) {
      found.add(
          new Concern("escrow_missing", "no key is escrowed for " + String.join(", ", missing)));
    }
    return found;
  }

  private static boolean agrees(TrustPolicy policy, PolicyView view) {
    Origin origin = policy.origin();
    return origin.platform().equals(view.platform())
        && origin.repository().equals(view.repository())
        && names(view.environments()).equals(environments(policy));
  }

  private static SortedSet<String> environments(TrustPolicy policy) {
    return names(policy.release().environments().stream().map(EnvironmentName::value).toList());
  }

  /** Whether the server says to have the key of every environment that {@code policy} names. */
  static boolean isEscrowed(TrustPolicy policy, PolicyView view) {
    return escrowed(view).containsAll(environments(policy));
  }

  private static SortedSet<String> escrowed(PolicyView view) {
    return names(view.escrowed());
  }

  private static SortedSet<String> names(List<String> texts) {
    return texts == null ? new TreeSet<>() : new TreeSet<>(texts);
  }
}
