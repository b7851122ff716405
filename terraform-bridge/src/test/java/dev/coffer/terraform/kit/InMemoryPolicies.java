package dev.coffer.terraform.kit;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Verdicts;
import dev.coffer.terraform.embedded.policy.Review;
import dev.coffer.terraform.embedded.policy.SignedRules;
import dev.coffer.terraform.embedded.policy.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies that stand in memory, reviewed and tried by the real rules. */
public final class InMemoryPolicies implements Policies, Verdicts {
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  public final SortedMap<String, Policy> standing = new TreeMap<>();

  /** How many keys the environments of every vault have; null where there is no vault. */
  public SortedMap<String, Integer> keys = new TreeMap<>();

  /** What setting is refused with; null when it is not. */
  public Declined refusal;

  @Override
  public Optional<Policy> find(Name name) {
    return Optional.ofNullable(standing.get(name.text()));
  }

  @Override
  public Preview preview(Name name, PolicyRules rules) {
    TrustPolicy policy = signed(name, rules);
    List<TrustPolicy> others =
        standing.values().stream().map(one -> TrustPolicy.parse(one.text())).toList();
    return new Preview(
        Optional.of(shown(policy)),
        new Review(Instant.EPOCH, Map.of()).of(policy, others),
        Optional.ofNullable(keys)
            .map(
                counts -> {
                  SortedMap<String, Integer> counted = new TreeMap<>();
                  rules
                      .release()
                      .environments()
                      .forEach(one -> counted.put(one, counts.getOrDefault(one, 0)));
                  return counted;
                }));
  }

  private static TrustPolicy signed(Name name, PolicyRules rules) {
    return SignedRules.policy(
        new PolicyName(new VaultId(name.place().vault()), name.name()),
        rules,
        rules.origin().issuer().orElse(ISSUER));
  }

  private static Policy shown(TrustPolicy policy) {
    PolicyRules rules = SignedRules.of(policy);
    return new Policy(
        policy.id().value(), rules, policy.text(), rules.release().environments(), List.of());
  }

  @Override
  public Policy put(Name name, PolicyRules rules) {
    if (refusal != null) {
      throw refusal;
    }
    Policy policy = shown(signed(name, rules));
    standing.put(name.text(), policy);
    return policy;
  }

  @Override
  public void remove(Name name) {
    standing.remove(name.text());
  }

  @Override
  public List<String> standing(VaultPlace place) {
    return standing.entrySet().stream()
        .filter(one -> one.getKey().startsWith(place.text() + "/"))
        .map(one -> one.getValue().text())
        .toList();
  }

  @Override
  public Verdict judge(Run run, Measure measure) {
    return Trial.judge(run, measure);
  }
}
