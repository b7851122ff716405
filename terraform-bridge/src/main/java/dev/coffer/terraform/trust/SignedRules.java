package dev.coffer.terraform.trust;

import dev.coffer.client.policy.Issuers;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.PolicyRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Rules as they are declared, and as they are signed: neither says more than the other. */
public final class SignedRules {
  private SignedRules() {}

  /**
   * What {@code name} is in the chain.
   *
   * @throws dev.coffer.protocol.Malformed when it has not its form
   */
  public static PolicyName named(Name name) {
    return new PolicyName(new VaultId(name.place().vault()), name.name());
  }

  /**
   * The policy that {@code rules} make.
   *
   * @param issuers those whose tokens the server takes
   * @throws dev.coffer.client.ClientException.Usage when it takes none, or several, of the platform
   * @throws dev.coffer.protocol.Malformed when one of them has not its form
   */
  public static TrustPolicy policy(Name named, PolicyRules rules, Issuers issuers) {
    PolicyName name = named(named);
    PolicyRules.Origin origin = rules.origin();
    return new TrustPolicy(
        name.id(),
        name.vault(),
        new Origin(
            origin.platform(),
            issuers.find(origin.platform(), origin.issuer()).issuer(),
            origin.repository(),
            origin.repositoryId(),
            origin.ownerId()),
        conditions(rules.conditions()),
        release(rules.release()));
  }

  private static Conditions conditions(PolicyRules.Conditions conditions) {
    return new Conditions(
        each(conditions.refs().branches(), Glob::new),
        each(conditions.refs().tags(), Glob::new),
        List.copyOf(conditions.deployments()),
        List.copyOf(conditions.workflows()),
        List.copyOf(conditions.events()),
        conditions.forks(),
        conditions.refs().isProtected());
  }

  private static Release release(PolicyRules.Release release) {
    return new Release(
        each(release.environments(), EnvironmentName::new),
        release.plain(),
        release.expires(),
        release.pullsPerDay().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  private static <T> List<T> each(Collection<String> texts, Function<String, T> form) {
    return texts.stream().map(form).toList();
  }

  /** The rules that {@code policy} has. */
  public static PolicyRules of(TrustPolicy policy) {
    Origin origin = policy.origin();
    Conditions conditions = policy.conditions();
    Release release = policy.release();
    return new PolicyRules(
        new PolicyRules.Origin(
            origin.platform(),
            Optional.of(origin.issuer()),
            origin.repository(),
            origin.repositoryId(),
            origin.ownerId()),
        new PolicyRules.Conditions(
            new PolicyRules.Refs(
                texts(conditions.branches()), texts(conditions.tags()), conditions.protectedRefs()),
            texts(conditions.deployments()),
            texts(conditions.workflows()),
            texts(conditions.events()),
            conditions.forks()),
        new PolicyRules.Release(
            texts(release.environments()),
            release.plain(),
            release.expires(),
            release.pullsPerDay().stream().boxed().findFirst()));
  }

  private static SortedSet<String> texts(Collection<?> entries) {
    SortedSet<String> texts = new TreeSet<>();
    entries.forEach(entry -> texts.add(entry.toString()));
    return texts;
  }
}
