package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Why a policy can never be used, whatever the run: it permits nothing in what its platform tells,
 * or asks for what its platform never tells. Such a policy is refused as a whole, so that nobody
 * takes an empty list for "all".
 */
public final class PolicyFaults {
  private PolicyFaults() {}

  /** A sentence for each fault; empty when there is none. */
  public static List<String> of(TrustPolicy policy, Set<Dimension> dimensions) {
    Conditions conditions = policy.conditions();
    List<String> faults = new ArrayList<>();
    boolean noRefs = conditions.branches().isEmpty() && conditions.tags().isEmpty();
    listed(faults, "branches or tags", noRefs, dimensions.contains(Dimension.REFS));
    listed(
        faults,
        "workflows",
        conditions.workflows().isEmpty(),
        dimensions.contains(Dimension.WORKFLOWS));
    listed(faults, "events", conditions.events().isEmpty(), dimensions.contains(Dimension.EVENTS));
    if (!conditions.deployments().isEmpty() && !dimensions.contains(Dimension.DEPLOYMENTS)) {
      faults.add(never("deployment environments"));
    }
    if (conditions.protectedRefs() && !dimensions.contains(Dimension.PROTECTION)) {
      faults.add(never("the protection of branches and tags"));
    }
    return faults;
  }

  private static void listed(List<String> faults, String what, boolean none, boolean told) {
    if (told && none) {
      faults.add("it permits no " + what);
    } else if (!told && !none) {
      faults.add(never(what));
    }
  }

  private static String never(String what) {
    return "it names " + what + ", which the platform does not tell";
  }
}
