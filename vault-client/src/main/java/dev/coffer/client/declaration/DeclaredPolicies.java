package dev.coffer.client.declaration;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.client.policy.lint.PolicyLint;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.List;
import java.util.Optional;

/** The trust policies of one vault, by names that whoever declares them has chosen. */
public final class DeclaredPolicies {
  private final Workspace workspace;
  private final Place place;
  private final VaultPolicies policies;

  public DeclaredPolicies(Workspace workspace, Place place) {
    this.workspace = workspace;
    this.place = place;
    this.policies = workspace.policies().of(place.vault(), place.owner(workspace));
  }

  /** The id of the policy that is called {@code name} here, or that has this id. */
  public PolicyId id(String name) {
    return new PolicyName(place.vault(), name).id();
  }

  /** The policy, which a device has signed; empty for what only the server lists. */
  public Optional<PolicyEntry> find(PolicyId id) {
    return all().stream().filter(entry -> entry.id().equals(id.value())).findFirst();
  }

  /** Those that a device has signed, by id. */
  public List<PolicyEntry> all() {
    return policies.all().stream().filter(entry -> entry.policy().isPresent()).toList();
  }

  /** The policy that stands by what this machine has verified before; no server is asked. */
  public Optional<TrustPolicy> known(PolicyId id) {
    return policies.known().stream().filter(policy -> policy.id().equals(id)).findFirst();
  }

  /** Whose tokens the server takes. */
  public Issuers issuers() {
    return new Issuers(policies.server());
  }

  /** What a careful reviewer would say of {@code policy} in this vault. */
  public List<PolicyWarning> warnings(TrustPolicy policy, Issuers issuers) {
    return new PolicyLint(workspace.surroundings().clock().instant(), issuers.kinds())
        .of(policy, policies.known());
  }

  /** The keys of {@code environments}, by the vault's newest version; there may be none yet. */
  public List<ReadableKeys> readable(List<EnvironmentName> environments) {
    return ReadableKeys.of(place.vault(), policies.head().contents(), environments);
  }

  /** Makes {@code policy} stand, and escrows the keys of its environments. */
  public void set(TrustPolicy policy) {
    policies.set(policy);
  }

  /**
   * As {@link #set}, where nothing else stands under {@code name}.
   *
   * @throws ClientException.Conflict where other rules do
   */
  public void begin(String name, TrustPolicy policy) {
    policies.begin(
        policy,
        () ->
            new ClientException.Conflict(
                "there is a policy " + name + " already, with other rules",
                "look at it, and decide anew"));
  }

  /** Ends that a policy stands; the server forgets what was escrowed for it. */
  public void remove(PolicyId id) {
    policies.remove(id);
  }
}
