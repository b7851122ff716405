package dev.coffer.server.audit;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an audit row tells of a trust policy. */
public final class PolicyFacts {
  private static final int MAX_LENGTH = 1_000;

  private PolicyFacts() {}

  /**
   * Of a policy that is set.
   *
   * @param source who set it: {@code chain} or {@code lpm}
   */
  public static Map<String, Object> of(TrustPolicy policy, String source) {
    Map<String, Object> facts = of(policy.id());
    facts.put("platform", policy.origin().platform());
    facts.put("repository", policy.origin().repository());
    facts.put("source", source);
    String environments =
        policy.release().environments().stream()
            .map(EnvironmentName::value)
            .collect(Collectors.joining(" "));
    facts.put(
        "environments",
        environments.length() <= MAX_LENGTH
            ? environments
            : policy.release().environments().size() + " environments");
    return facts;
  }

  /** Of a policy that is removed. */
  public static Map<String, Object> of(PolicyId policy) {
    return new TreeMap<>(Map.of("policy", policy.value()));
  }
}
