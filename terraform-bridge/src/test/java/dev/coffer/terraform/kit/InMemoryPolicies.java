package dev.coffer.terraform.kit;

import dev.coffer.client.policy.Issuers;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Verdicts;
import dev.coffer.terraform.trust.Foresight;
import dev.coffer.terraform.trust.SignedRules;
import dev.coffer.terraform.trust.StandingPolicy;
import dev.coffer.terraform.trust.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies that stand in memory, reviewed and tried by the real rules. */
public final class InMemoryPolicies implements Policies, Verdicts {
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  private static final Issuers ISSUERS =
      new Issuers(
          new EscrowKeyList(
              List.of(), List.of(), List.of(new TrustedIssuer("github", "github", ISSUER))));

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
    List<StandingPolicy> others =
        standing.values().stream()
            .map(one -> StandingPolicy.whole(TrustPolicy.parse(one.text())))
            .toList();
    return new Foresight(ISSUERS, Instant.EPOCH)
        .of(name, rules, others)
        .counted(Optional.ofNullable(keys));
  }

  @Override
  public Policy create(Name name, PolicyRules rules) {
    Policy wanted = StandingPolicy.whole(SignedRules.policy(name, rules, ISSUERS)).shown();
    if (!Optional.ofNullable(standing.get(name.text())).orElse(wanted).equals(wanted)) {
      throw name.taken();
    }
    return put(name, rules);
  }

  @Override
  public Policy put(Name name, PolicyRules rules) {
    if (refusal != null) {
      throw refusal;
    }
    Policy policy = StandingPolicy.whole(SignedRules.policy(name, rules, ISSUERS)).shown();
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
