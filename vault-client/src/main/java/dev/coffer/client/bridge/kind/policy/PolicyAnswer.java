package dev.coffer.client.bridge.kind.policy;

import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.policy.PolicyShape;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trust policy as the members of a JSON object: what was signed, and what the server has. */
final class PolicyAnswer {
  private PolicyAnswer() {}

  /** One as the chain and the server have it. */
  static Map<String, Object> of(String owner, String id, TrustPolicy policy, PolicyEntry entry) {
    List<String> there = entry.view().map(view -> view.escrowed()).orElse(List.of());
    return shown(
        owner,
        id,
        policy,
        environments(policy).stream().filter(there::contains).toList(),
        entry.concerns());
  }

  /** One that is still to be set, with all that it will have. */
  static Map<String, Object> whole(String owner, String id, TrustPolicy policy) {
    return shown(owner, id, policy, environments(policy), List.of());
  }

  private static List<String> environments(TrustPolicy policy) {
    return policy.release().environments().stream().map(EnvironmentName::value).toList();
  }

  private static Map<String, Object> shown(
      String owner, String id, TrustPolicy policy, List<String> escrowed, List<Concern> concerns) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("owner", owner);
    shown.putAll(PolicyShape.of(policy));
    shown.put("text", policy.text());
    shown.put("escrowed", escrowed);
    shown.put("concerns", concerns.stream().map(PolicyAnswer::shown).toList());
    return shown;
  }

  private static Map<String, Object> shown(Concern concern) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", concern.id());
    shown.put("what", concern.what());
    return shown;
  }
}
