package dev.coffer.terraform.trust;

import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.walk.Seen;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The policies of each vault that was looked at. What is changed here is taken over, so that nobody
 * looks again.
 */
public final class KnownPolicies {
  private final Seen<VaultPlace, SortedMap<PolicyId, StandingPolicy>> vaults;

  public KnownPolicies(Seen<VaultPlace, SortedMap<PolicyId, StandingPolicy>> vaults) {
    this.vaults = vaults;
  }

  /** Those of one vault, by {@code look} where nobody has looked yet. */
  public SortedMap<PolicyId, StandingPolicy> of(
      VaultPlace place, Supplier<SortedMap<PolicyId, StandingPolicy>> look) {
    return vaults.get(place, look);
  }

  /** This one stands now, in place of what its id stood for. */
  public void put(VaultPlace place, StandingPolicy policy) {
    update(place, seen -> seen.put(policy.policy().id(), policy));
  }

  /** It stands no more. */
  public void remove(VaultPlace place, PolicyId id) {
    update(place, seen -> seen.remove(id));
  }

  private void update(VaultPlace place, Consumer<SortedMap<PolicyId, StandingPolicy>> change) {
    vaults.update(
        place,
        seen -> {
          SortedMap<PolicyId, StandingPolicy> changed = new TreeMap<>(seen);
          change.accept(changed);
          return changed;
        });
  }

  /** Nobody knows what the vault's are. */
  public void forget(VaultPlace place) {
    vaults.forget(place);
  }
}
