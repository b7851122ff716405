package dev.coffer.client.bridge.kind.policy;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Intent.Reader;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.DeclaredPolicies;
import dev.coffer.client.policy.Issuers;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.lint.LintRule;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code oidc-policies}: which CI runs may read which environments of a vault. */
public final class OidcPolicies implements Kind {
  private final Workspace workspace;

  public OidcPolicies(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "oidc-policies";
  }

  @Override
  public List<String> place() {
    return List.of("owner", "vault");
  }

  @Override
  public List<String> members() {
    return PolicyWish.MEMBERS;
  }

  private DeclaredPolicies declared(List<String> place) {
    return new DeclaredPolicies(workspace, Address.vault(place));
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return declared(place).all().stream()
        .flatMap(entry -> shown(place.get(0), entry.id(), entry).stream())
        .toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    DeclaredPolicies policies = declared(address.place());
    return policies
        .find(id(policies, address))
        .flatMap(entry -> shown(address.place().get(0), address.id(), entry));
  }

  private static PolicyId id(DeclaredPolicies policies, Address address) {
    return Fields.read("id", () -> policies.id(address.id()));
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    DeclaredPolicies policies = declared(address.place());
    Issuers issuers = policies.issuers();
    TrustPolicy policy =
        PolicyWish.read(
            id(policies, address), Address.vault(address.place()).vault(), wish, issuers);
    List<PolicyWarning> warnings = policies.warnings(policy, issuers);
    requireUsable(warnings);
    Map<String, Object> whole = PolicyAnswer.whole(address.place().get(0), address.id(), policy);
    if (now.equals(Optional.of(whole))) {
      return Intent.none(whole);
    }
    Optional<TrustPolicy> before = policies.known(policy.id());
    return new Intent(
        now.isPresent() ? Action.UPDATE : Action.CREATE,
        Optional.of(whole),
        () -> List.of(reader(policies, before, policy)),
        warnings.stream().map(warning -> warning.id() + ": " + warning.what()).toList(),
        Intent.silent(
            now.isPresent()
                ? () -> policies.set(policy)
                : () -> policies.begin(address.id(), policy)));
  }

  /** A policy that nobody can use would look like one that works. */
  private static void requireUsable(List<PolicyWarning> warnings) {
    warnings.stream()
        .filter(warning -> warning.rule() == LintRule.OPENS_NOTHING)
        .findFirst()
        .ifPresent(
            warning -> {
              throw BridgeProblem.MALFORMED_REQUEST.because(
                  warning.what() + "; nothing was changed", warning.todo());
            });
  }

  private static Reader reader(
      DeclaredPolicies policies, Optional<TrustPolicy> before, TrustPolicy after) {
    List<EnvironmentName> opened = new ArrayList<>(after.release().environments());
    before
        .filter(old -> old.origin().equals(after.origin()))
        .filter(old -> old.conditions().equals(after.conditions()))
        .ifPresent(old -> opened.removeAll(old.release().environments()));
    String who = "runs of " + after.origin().platform() + " " + after.origin().repository();
    return new Reader(who, policies.readable(opened));
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    DeclaredPolicies policies = declared(address.place());
    return Intent.gone(
        List.of("what runs have read before, they know: replace it where that matters"),
        Intent.silent(() -> policies.remove(id(policies, address))));
  }

  private static Optional<Map<String, Object>> shown(String owner, String id, PolicyEntry entry) {
    return entry.policy().map(policy -> PolicyAnswer.of(owner, id, policy, entry));
  }
}
