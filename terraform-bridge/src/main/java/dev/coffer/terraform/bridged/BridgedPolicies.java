package dev.coffer.terraform.bridged;

import dev.coffer.client.ClientException;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.policy.PolicyShape;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.trust.Foresight;
import dev.coffer.terraform.trust.KnownPolicies;
import dev.coffer.terraform.trust.SignedRules;
import dev.coffer.terraform.trust.StandingPolicy;
import dev.coffer.terraform.walk.Seen;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trust policies by the bridge. All of a vault's are read at once; what is written here is taken
 * over into what was read.
 */
final class BridgedPolicies implements Policies {
  private static final String POLICIES = "oidc-policies";

  /** What a bridge shows of a policy that nobody declares: where it is. */
  private static final Set<String> NOT_DECLARED = Set.of("policy", "vault");

  private final Bridge bridge;
  private final Function<VaultPlace, Optional<SortedMap<String, Integer>>> keys;
  private final Clock clock;
  private final KnownPolicies known;
  private final Seen<String, Issuers> servers;

  /**
   * The policies of all vaults of the bridge's account.
   *
   * @param keys how many variables each environment of a vault has
   */
  BridgedPolicies(
      Bridge bridge, Function<VaultPlace, Optional<SortedMap<String, Integer>>> keys, Clock clock) {
    this.bridge = bridge;
    this.keys = keys;
    this.clock = clock;
    this.known = new KnownPolicies(bridge.seen());
    this.servers = bridge.seen();
  }

  @Override
  public Optional<Policy> find(Name name) {
    return Optional.ofNullable(of(name.place()).get(SignedRules.named(name).id()))
        .map(StandingPolicy::shown);
  }

  /** The texts of a vault's policies. */
  List<String> standing(VaultPlace place) {
    return of(place).values().stream().map(found -> found.policy().text()).toList();
  }

  private SortedMap<PolicyId, StandingPolicy> of(VaultPlace place) {
    return known.of(
        place,
        () -> {
          SortedMap<PolicyId, StandingPolicy> found = new TreeMap<>();
          bridge.list(Route.ofVault(POLICIES, place)).stream()
              .flatMap(List::stream)
              .map(BridgedPolicies::standing)
              .forEach(one -> found.put(one.policy().id(), one));
          return found;
        });
  }

  private static StandingPolicy standing(Shown shown) {
    return StandingPolicy.of(
        TrustPolicy.parse(shown.required("text")),
        shown.texts("escrowed"),
        shown.each("concerns").stream()
            .map(concern -> new Concern(concern.required("id"), concern.required("what")))
            .toList());
  }

  private Issuers issuers() {
    return servers.get(
        "",
        () -> {
          List<TrustedIssuer> issuers =
              bridge.list(Route.of("platforms")).stream()
                  .flatMap(List::stream)
                  .flatMap(BridgedPolicies::issuers)
                  .toList();
          return new Issuers(new EscrowKeyList(List.of(), List.of(), issuers));
        });
  }

  private static Stream<TrustedIssuer> issuers(Shown platform) {
    return platform.texts("issuers").stream()
        .map(
            issuer ->
                new TrustedIssuer(platform.required("id"), platform.required("kind"), issuer));
  }

  @Override
  public Preview preview(Name name, PolicyRules rules) {
    return new Foresight(issuers(), clock.instant())
        .of(name, rules, of(name.place()).values())
        .counted(keys.apply(name.place()));
  }

  @Override
  public Policy create(Name name, PolicyRules rules) {
    try {
      return settled(name, rules, bridge::createAlone);
    } catch (Declined e) {
      if (e.reason() != Reason.CONFLICT) {
        throw e;
      }
      Policy there = find(name).orElseThrow(() -> e);
      if (!there.rules().equals(SignedRules.of(signed(name, rules)))) {
        throw name.taken();
      }
      return put(name, rules); // nothing but what is not escrowed yet
    }
  }

  @Override
  public Policy put(Name name, PolicyRules rules) {
    return settled(name, rules, bridge::putAlone);
  }

  private Policy settled(
      Name name, PolicyRules rules, BiFunction<Route, Map<String, Object>, Shown> act) {
    Map<String, Object> wish = PolicyShape.of(signed(name, rules));
    wish.keySet().removeAll(NOT_DECLARED);
    return changing(
        name.place(),
        () -> {
          StandingPolicy standing = standing(act.apply(route(name), wish));
          known.put(name.place(), standing);
          return standing.shown();
        });
  }

  private static Route route(Name name) {
    return Route.ofVault(POLICIES, name.place()).below(name.name());
  }

  private TrustPolicy signed(Name name, PolicyRules rules) {
    try {
      return SignedRules.policy(name, rules, issuers());
    } catch (ClientException.Usage | Malformed e) {
      throw new Declined(Reason.REFUSED, e.getMessage(), "");
    }
  }

  /** After a change that failed nobody knows what the vault's policies are. */
  private <T> T changing(VaultPlace place, Supplier<T> act) {
    try {
      return act.get();
    } catch (Declined e) {
      known.forget(place);
      throw e;
    }
  }

  @Override
  public void remove(Name name) {
    changing(name.place(), () -> bridge.deleteAlone(route(name)));
    known.remove(name.place(), SignedRules.named(name).id());
  }
}
