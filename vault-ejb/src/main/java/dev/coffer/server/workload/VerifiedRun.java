package dev.coffer.server.workload;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.GitRef;
import dev.coffer.protocol.workload.Workload;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A CI run whose token was verified: by signature, issuer, audience and times. */
public record VerifiedRun(Workload workload, TokenMark mark) {
  private static final int MAX_FACT = 128;

  /** What the audit log tells of the run. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    put(facts, "provider", Optional.of(workload.origin().platform()));
    put(facts, "repository", Optional.of(workload.origin().repository()));
    put(facts, "ref", workload.ref().map(GitRef::full));
    put(facts, "workflow", workload.circumstances().workflows().stream().findFirst());
    put(facts, "event", workload.circumstances().event());
    put(facts, "deployment", workload.circumstances().deployment());
    put(facts, "runId", workload.run());
    return facts;
  }

  /** The same, with what it wanted. */
  Map<String, Object> facts(TrustPolicy policy, EnvironmentName environment) {
    Map<String, Object> facts = new TreeMap<>(facts());
    facts.put("policy", policy.id().value());
    facts.put("environment", environment.value());
    return facts;
  }

  private static void put(Map<String, String> facts, String name, Optional<String> value) {
    value.ifPresent(text -> facts.put(name, cut(text)));
  }

  /** A record has room for {@value #MAX_FACT} characters of each. */
  private static String cut(String text) {
    return text.length() <= MAX_FACT ? text : text.substring(0, MAX_FACT);
  }
}
