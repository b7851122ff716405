package dev.coffer.client.policy.lint;

import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Whether one run may fit two policies that differ, of which it must then name one. */
final class Overlap {
  private Overlap() {}

  /** Two patterns are taken to overlap when both have wildcards: to be sure is not worth it. */
  static boolean isLikely(TrustPolicy one, TrustPolicy other) {
    Conditions these = one.conditions();
    Conditions those = other.conditions();
    return isSameOrigin(one, other)
        && !(these.equals(those) && one.release().equals(other.release()))
        && meet(one.release().environments(), other.release().environments())
        && isOfSameRef(these, those)
        && meet(these.deployments(), those.deployments())
        && meet(these.workflows(), those.workflows())
        && meet(these.events(), those.events());
  }

  private static boolean isOfSameRef(Conditions these, Conditions those) {
    boolean none = isWithoutRefs(these) && isWithoutRefs(those);
    return none || match(these.branches(), those.branches()) || match(these.tags(), those.tags());
  }

  private static boolean isWithoutRefs(Conditions conditions) {
    return conditions.branches().isEmpty() && conditions.tags().isEmpty();
  }

  private static boolean isSameOrigin(TrustPolicy one, TrustPolicy other) {
    return one.origin().platform().equals(other.origin().platform())
        && one.origin().issuer().equals(other.origin().issuer())
        && one.origin().repository().equals(other.origin().repository());
  }

  private static boolean meet(Collection<?> these, Collection<?> those) {
    return (these.isEmpty() && those.isEmpty()) || !Collections.disjoint(these, those);
  }

  private static boolean match(List<Glob> these, List<Glob> those) {
    return these.stream().anyMatch(one -> those.stream().anyMatch(other -> match(one, other)));
  }

  private static boolean match(Glob one, Glob other) {
    return (one.isWild() && other.isWild())
        || one.matches(other.text())
        || other.matches(one.text());
  }
}
