package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.trust.Foresight;
import dev.coffer.terraform.trust.KnownPolicies;
import dev.coffer.terraform.trust.SignedRules;
import dev.coffer.terraform.trust.StandingPolicy;
import dev.coffer.terraform.walk.Seen;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Trust policies by the client library. All of a vault's are read at once; what is written here is
 * taken over into what was read.
 */
final class EmbeddedPolicies implements Policies {
  private final Client client;
  private final Function<VaultPlace, Optional<SortedMap<String, Integer>>> keys;
  private final Clock clock;
  private final KnownPolicies known;
  private final Seen<String, Issuers> servers;
  private final Seen<Kept, VaultPolicies> kept;

  /**
   * The policies of all vaults of an account.
   *
   * @param keys how many variables each environment of a vault has
   */
  EmbeddedPolicies(
      Client client, Function<VaultPlace, Optional<SortedMap<String, Integer>>> keys, Clock clock) {
    this.client = client;
    this.keys = keys;
    this.clock = clock;
    this.known = new KnownPolicies(client.seen());
    this.servers = client.seen();
    this.kept = client.seen();
  }

  /** Each workspace has its own: whoever has the workspace uses them alone. */
  private record Kept(Workspace workspace, VaultPlace place) {}

  @Override
  public Optional<Policy> find(Name name) {
    PolicyId id = SignedRules.named(name).id();
    return Declined.ifThere(() -> Optional.ofNullable(of(name.place()).get(id)))
        .map(StandingPolicy::shown);
  }

  /** The texts of a vault's policies. */
  List<String> standing(VaultPlace place) {
    return of(place).values().stream().map(found -> found.policy().text()).toList();
  }

  private SortedMap<PolicyId, StandingPolicy> of(VaultPlace place) {
    return known.of(place, () -> client.read(workspace -> read(workspace, place)));
  }

  private SortedMap<PolicyId, StandingPolicy> read(Workspace workspace, VaultPlace place) {
    SortedMap<PolicyId, StandingPolicy> found = new TreeMap<>();
    for (PolicyEntry entry : policies(workspace, place).all()) {
      entry.policy().ifPresent(policy -> found.put(policy.id(), standing(policy, entry)));
    }
    return found;
  }

  private static StandingPolicy standing(TrustPolicy policy, PolicyEntry entry) {
    List<String> escrowed = entry.view().map(view -> view.escrowed()).orElse(List.of());
    return StandingPolicy.of(policy, escrowed, entry.concerns());
  }

  /** The same for the next one of the vault's policies, which asks for less then. */
  private VaultPolicies policies(Workspace workspace, VaultPlace place) {
    return kept.get(new Kept(workspace, place), () -> opened(workspace, place));
  }

  private static VaultPolicies opened(Workspace workspace, VaultPlace place) {
    return workspace
        .policies()
        .of(
            new VaultId(place.vault()),
            place.organisation().map(name -> Client.organisation(workspace, name)));
  }

  private Issuers issuers() {
    return servers.get(
        "", () -> client.read(workspace -> new Issuers(workspace.policies().server())));
  }

  @Override
  public Preview preview(Name name, PolicyRules rules) {
    Issuers issuers = issuers();
    List<StandingPolicy> others =
        Declined.ifThere(() -> Optional.of(of(name.place()))).map(Map::values).stream()
            .flatMap(Collection::stream)
            .toList();
    return new Foresight(issuers, clock.instant())
        .of(name, rules, others)
        .counted(keys.apply(name.place()));
  }

  @Override
  public Policy create(Name name, PolicyRules rules) {
    Declined taken = name.taken();
    return settled(
        name,
        rules,
        (policies, policy) ->
            policies.begin(
                policy, () -> new ClientException.Conflict(taken.getMessage(), taken.advice())));
  }

  @Override
  public Policy put(Name name, PolicyRules rules) {
    return settled(name, rules, VaultPolicies::set);
  }

  private Policy settled(Name name, PolicyRules rules, BiConsumer<VaultPolicies, TrustPolicy> act) {
    Issuers issuers = issuers();
    return changing(
        name.place(),
        workspace -> {
          TrustPolicy policy = SignedRules.policy(name, rules, issuers);
          act.accept(policies(workspace, name.place()), policy);
          StandingPolicy standing = StandingPolicy.whole(policy);
          known.put(name.place(), standing);
          return standing.shown();
        });
  }

  /** After a change that failed nobody knows what the vault and its policies are. */
  private <T> T changing(VaultPlace place, Function<Workspace, T> act) {
    try {
      return client.alone(act);
    } catch (Declined e) {
      known.forget(place);
      kept.forgetIf(of -> of.place().equals(place));
      throw e;
    }
  }

  @Override
  public void remove(Name name) {
    PolicyId id = SignedRules.named(name).id();
    Declined.ifThere(
        () ->
            changing(
                name.place(),
                workspace -> {
                  policies(workspace, name.place()).remove(id);
                  known.remove(name.place(), id);
                  return Optional.of(id);
                }));
  }
}
