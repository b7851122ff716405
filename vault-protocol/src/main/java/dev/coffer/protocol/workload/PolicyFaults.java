package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a policy can never be used, whatever the run: it permits nothing in what its platform tells,
 * or asks for what its platform never tells. Such a policy is refused as a whole, so that nobody
 * takes an empty list for "all".
 */
public final class PolicyFaults {
  /** In the others, nothing listed means something: any ref, or only jobs without a deployment. */
  private static final Set<Dimension> MUST_BE_LISTED =
      EnumSet.of(Dimension.REFS, Dimension.WORKFLOWS, Dimension.EVENTS);

  private PolicyFaults() {}

  /** A sentence for each fault; empty when there is none. */
  public static List<String> of(TrustPolicy policy, Set<Dimension> dimensions) {
    return List.copyOf(byDimension(policy.conditions(), dimensions).values());
  }

  /** The same with what each is about. */
  public static SortedMap<Dimension, String> byDimension(
      Conditions conditions, Set<Dimension> dimensions) {
    SortedMap<Dimension, String> faults = new TreeMap<>();
    for (Dimension dimension : Dimension.values()) {
      fault(dimension, isListed(conditions, dimension), dimensions.contains(dimension))
          .ifPresent(sentence -> faults.put(dimension, sentence));
    }
    return faults;
  }

  private static boolean isListed(Conditions conditions, Dimension dimension) {
    return switch (dimension) {
      case REFS -> !conditions.branches().isEmpty() || !conditions.tags().isEmpty();
      case PROTECTION -> conditions.protectedRefs();
      case DEPLOYMENTS -> !conditions.deployments().isEmpty();
      case WORKFLOWS -> !conditions.workflows().isEmpty();
      case EVENTS -> !conditions.events().isEmpty();
    };
  }

  private static Optional<String> fault(Dimension dimension, boolean listed, boolean told) {
    if (listed && !told) {
      return Optional.of("it names " + called(dimension) + ", which the platform does not tell");
    }
    return told && !listed && MUST_BE_LISTED.contains(dimension)
        ? Optional.of("it permits no " + called(dimension))
        : Optional.empty();
  }

  private static String called(Dimension dimension) {
    return switch (dimension) {
      case REFS -> "branches or tags";
      case PROTECTION -> "the protection of branches and tags";
      case DEPLOYMENTS -> "deployment environments";
      case WORKFLOWS -> "workflows";
      case EVENTS -> "events";
    };
  }
}
