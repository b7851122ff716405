package dev.coffer.terraform.trust;

import dev.coffer.client.ClientException;
import dev.coffer.client.policy.Issuers;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Policies.Aspect;
import dev.coffer.terraform.declaration.Policies.Finding;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.Policies.Policy;
import dev.coffer.terraform.declaration.Policies.Preview;
import dev.coffer.terraform.declaration.PolicyRules;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What would become of rules, as far as it can be told without the vault.
 *
 * @param issuers those whose tokens the server takes
 */
public record Foresight(Issuers issuers, Instant now) {

  /**
   * What is foreseen of one policy.
   *
   * @param policy as it would stand; empty when it could not
   */
  public record Foreseen(PolicyRules rules, Optional<Policy> policy, List<Finding> findings) {

    /**
     * The whole of it.
     *
     * @param keys how many variables each environment of the vault has; empty where there is none
     */
    public Preview counted(Optional<SortedMap<String, Integer>> keys) {
      return new Preview(policy, findings, keys.filter(known -> policy.isPresent()).map(this::own));
    }

    private SortedMap<String, Integer> own(SortedMap<String, Integer> keys) {
      SortedMap<String, Integer> own = new TreeMap<>();
      rules.release().environments().forEach(name -> own.put(name, keys.getOrDefault(name, 0)));
      return own;
    }
  }

  /** What would become of {@code rules} beside the policies that {@code stand} in the vault. */
  public Foreseen of(Name name, PolicyRules rules, Collection<StandingPolicy> stand) {
    try {
      TrustPolicy policy = SignedRules.policy(name, rules, issuers);
      List<TrustPolicy> others = stand.stream().map(StandingPolicy::policy).toList();
      return new Foreseen(
          rules,
          Optional.of(StandingPolicy.whole(policy).shown()),
          new Review(now, issuers.kinds()).of(policy, others));
    } catch (ClientException.Usage e) {
      return impossible(rules, noIssuer(rules.origin(), e));
    } catch (Malformed e) {
      return impossible(rules, new Finding(true, Aspect.WHOLE, e.getMessage(), ""));
    }
  }

  private static Foreseen impossible(PolicyRules rules, Finding why) {
    return new Foreseen(rules, Optional.empty(), List.of(why));
  }

  private static Finding noIssuer(PolicyRules.Origin origin, ClientException.Usage e) {
    Aspect aspect = origin.issuer().isPresent() ? Aspect.ISSUER : Aspect.PLATFORM;
    return new Finding(
        true, aspect, e.getMessage(), e.hint().orElse("").replace("--issuer", "issuer"));
  }
}
