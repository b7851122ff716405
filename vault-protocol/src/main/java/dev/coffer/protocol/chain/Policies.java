package dev.coffer.protocol.chain;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trust policies that stand in one chain, by id. Immutable. */
public final class Policies {
  public static final Policies NONE = new Policies(new TreeMap<>());

  /** So many policies can stand in one chain. */
  static final int MAX = 2_000;

  private final SortedMap<PolicyId, Standing> standing;

  private Policies(SortedMap<PolicyId, Standing> standing) {
    this.standing = standing;
  }

  /**
   * A policy that stands.
   *
   * @param author the device that set it last
   * @param sequence of the event that set it last
   */
  public record Standing(TrustPolicy policy, KeyId author, long sequence) {}

  /** Those that a store kept of a verified chain. */
  public static Policies of(Collection<Standing> kept) {
    SortedMap<PolicyId, Standing> standing = new TreeMap<>();
    kept.forEach(policy -> standing.put(policy.policy().id(), policy));
    return new Policies(standing);
  }

  /**
   * With {@code set} in place of what its id stood for.
   *
   * @throws ChainRefused when the id stands for a policy of another vault, or there are too many
   */
  public Policies with(Standing set) {
    SortedMap<PolicyId, Standing> changed = new TreeMap<>(standing);
    Standing before = changed.put(set.policy().id(), set);
    if (before != null && !before.policy().vault().equals(set.policy().vault())) {
      throw new ChainRefused("a policy stays with its vault");
    }
    if (changed.size() > MAX) {
      throw new ChainRefused("a chain has " + MAX + " policies at most");
    }
    return new Policies(changed);
  }

  /** Without the policy {@code id}. */
  public Policies without(PolicyId id) {
    SortedMap<PolicyId, Standing> changed = new TreeMap<>(standing);
    changed.remove(id);
    return new Policies(changed);
  }

  /**
   * Returns {@code id}.
   *
   * @throws ChainRefused unless a policy stands under it
   */
  public PolicyId require(PolicyId id) {
    if (!standing.containsKey(id)) {
      throw new ChainRefused("there is no policy " + id.shortForm() + " that could be removed");
    }
    return id;
  }

  public Optional<Standing> find(PolicyId id) {
    return Optional.ofNullable(standing.get(id));
  }

  /** All of them, sorted by id. */
  public List<Standing> all() {
    return List.copyOf(standing.values());
  }

  /** Those of one vault, sorted by id. */
  public List<TrustPolicy> of(VaultId vault) {
    return standing.values().stream()
        .map(Standing::policy)
        .filter(policy -> policy.vault().equals(vault))
        .toList();
  }
}
