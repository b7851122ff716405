package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.policy.VaultPolicies;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.embedded.policy.Review;
import dev.coffer.terraform.embedded.policy.SignedRules;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Trust policies by the client library. All of a vault's are read at once; what is written here is
 * taken over into what was read.
 */
final class EmbeddedPolicies implements Policies {
  private static final String ESCROW_MISSING = "escrow_missing";
  private static final String UNKNOWN_TO_SERVER = "unknown_to_server";

  private final Client client;
  private final Function<VaultPlace, Optional<SortedMap<String, Integer>>> keys;
  private final Clock clock;
  private final Seen<VaultPlace, SortedMap<PolicyId, Found>> vaults;
  private final Seen<String, Issuers> servers;

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
    this.vaults = client.seen();
    this.servers = client.seen();
  }

  /** A policy of the chain, and what the server makes of it. */
  private record Found(TrustPolicy policy, SortedSet<String> escrowed, List<String> concerns) {
    static Found whole(TrustPolicy policy) {
      return new Found(policy, SignedRules.of(policy).release().environments(), List.of());
    }

    static Found of(TrustPolicy policy, PolicyEntry entry) {
      SortedSet<String> escrowed = SignedRules.of(policy).release().environments();
      boolean usable = entry.concerns().stream().noneMatch(Found::isAboutEscrow);
      return new Found(
          policy,
          usable ? escrowed : escrowed(entry, escrowed),
          entry.concerns().stream()
              .filter(concern -> !isAboutEscrow(concern))
              .map(Concern::what)
              .toList());
    }

    /** Both are cured by setting the policy again, so the plan shows them as a change. */
    private static boolean isAboutEscrow(Concern concern) {
      return concern.id().equals(ESCROW_MISSING) || concern.id().equals(UNKNOWN_TO_SERVER);
    }

    private static SortedSet<String> escrowed(PolicyEntry entry, SortedSet<String> wanted) {
      SortedSet<String> escrowed = new TreeSet<>(wanted);
      escrowed.retainAll(
          entry.view().map(view -> view.escrowed()).orElse(List.of()).stream().toList());
      return escrowed;
    }

    Policy shown() {
      return new Policy(
          policy.id().value(), SignedRules.of(policy), policy.text(), escrowed, concerns);
    }
  }

  @Override
  public Optional<Policy> find(Name name) {
    PolicyId id = named(name).id();
    return Client.ifThere(() -> Optional.ofNullable(of(name.place()).get(id))).map(Found::shown);
  }

  /** The texts of a vault's policies. */
  List<String> standing(VaultPlace place) {
    return of(place).values().stream().map(found -> found.policy().text()).toList();
  }

  private SortedMap<PolicyId, Found> of(VaultPlace place) {
    return vaults.get(place, () -> client.read(workspace -> read(workspace, place)));
  }

  private static SortedMap<PolicyId, Found> read(Workspace workspace, VaultPlace place) {
    SortedMap<PolicyId, Found> found = new TreeMap<>();
    for (PolicyEntry entry : policies(workspace, place).all()) {
      entry.policy().ifPresent(policy -> found.put(policy.id(), Found.of(policy, entry)));
    }
    return found;
  }

  private static VaultPolicies policies(Workspace workspace, VaultPlace place) {
    return workspace
        .policies()
        .of(
            new VaultId(place.vault()),
            place.organisation().map(name -> Client.organisation(workspace, name)));
  }

  private static PolicyName named(Name name) {
    return new PolicyName(new VaultId(name.place().vault()), name.name());
  }

  private Issuers issuers() {
    return servers.get(
        "", () -> client.read(workspace -> new Issuers(workspace.policies().server())));
  }

  @Override
  public Preview preview(Name name, PolicyRules rules) {
    Issuers issuers = issuers();
    TrustPolicy policy;
    try {
      policy = SignedRules.policy(named(name), rules, issuer(issuers, rules.origin()));
    } catch (ClientException.Usage e) {
      return impossible(noIssuer(rules.origin(), e));
    } catch (Malformed e) {
      return impossible(new Finding(true, Aspect.WHOLE, e.getMessage(), ""));
    }
    List<TrustPolicy> others =
        Client.ifThere(() -> Optional.of(of(name.place())))
            .orElseGet(TreeMap::new)
            .values()
            .stream()
            .map(Found::policy)
            .toList();
    return new Preview(
        Optional.of(Found.whole(policy).shown()),
        new Review(clock.instant(), issuers.kinds()).of(policy, others),
        keys.apply(name.place()).map(counts -> counted(counts, rules)));
  }

  private static Preview impossible(Finding why) {
    return new Preview(Optional.empty(), List.of(why), Optional.empty());
  }

  private static String issuer(Issuers issuers, PolicyRules.Origin origin) {
    return issuers.find(origin.platform(), origin.issuer()).issuer();
  }

  private static Finding noIssuer(PolicyRules.Origin origin, ClientException.Usage e) {
    Aspect aspect = origin.issuer().isPresent() ? Aspect.ISSUER : Aspect.PLATFORM;
    return new Finding(
        true, aspect, e.getMessage(), e.hint().orElse("").replace("--issuer", "issuer"));
  }

  private static SortedMap<String, Integer> counted(
      SortedMap<String, Integer> counts, PolicyRules rules) {
    SortedMap<String, Integer> counted = new TreeMap<>();
    rules
        .release()
        .environments()
        .forEach(environment -> counted.put(environment, counts.getOrDefault(environment, 0)));
    return counted;
  }

  @Override
  public Policy put(Name name, PolicyRules rules) {
    Issuers issuers = issuers();
    return changing(
        name.place(),
        workspace -> {
          TrustPolicy policy =
              SignedRules.policy(named(name), rules, issuer(issuers, rules.origin()));
          policies(workspace, name.place()).set(policy);
          Found standing = Found.whole(policy);
          update(name.place(), seen -> seen.put(policy.id(), standing));
          return standing.shown();
        });
  }

  /** After a change that failed nobody knows what the vault's policies are. */
  private <T> T changing(VaultPlace place, Function<Workspace, T> act) {
    try {
      return client.alone(act);
    } catch (Declined e) {
      vaults.forget(place);
      throw e;
    }
  }

  private void update(VaultPlace place, Consumer<SortedMap<PolicyId, Found>> change) {
    vaults.update(
        place,
        seen -> {
          SortedMap<PolicyId, Found> changed = new TreeMap<>(seen);
          change.accept(changed);
          return changed;
        });
  }

  @Override
  public void remove(Name name) {
    PolicyId id = named(name).id();
    Client.ifThere(
        () ->
            changing(
                name.place(),
                workspace -> {
                  policies(workspace, name.place()).remove(id);
                  update(name.place(), seen -> seen.remove(id));
                  return Optional.of(id);
                }));
  }
}
