package dev.coffer.terraform.policy;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Policies.Aspect;
import dev.coffer.terraform.declaration.Policies.Finding;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.Policies.Policy;
import dev.coffer.terraform.declaration.Policies.Preview;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Disclosure;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Optional;

/** {@code coffer_oidc_policy}: one trust policy of one vault. */
public final class PolicyResource implements ManagedResource {

  @Override
  public String type() {
    return "oidc_policy";
  }

  @Override
  public Schema schema(Settings settings) {
    return PolicyAttributes.schema(settings);
  }

  @Override
  public List<String> identity() {
    return List.of(PlaceAttributes.ORGANIZATION, PlaceAttributes.VAULT, PolicyAttributes.NAME);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    PolicyValidation.validate(config, out);
  }

  /**
   * The review of a policy is a part of every plan; who gets to read what is a part of those that
   * change something about it. A policy whose keys are not escrowed is to be set again.
   */
  @Override
  public Row foresee(Prospect prospect) {
    Row planned = prospect.planned();
    if (!isKnown(prospect) || isMoving(prospect)) {
      return planned;
    }
    Name name = PolicyRow.name(planned);
    Preview preview = prospect.declarations().policies().preview(name, PolicyRow.rules(planned));
    preview.findings().forEach(finding -> tell(finding, prospect.out()));
    if (preview.policy().isEmpty()) {
      return planned;
    }
    Row foreseen = foreseen(planned, preview.policy().get());
    if (!prospect.prior().equals(Optional.of(foreseen))) {
      disclose(prospect, name, preview);
    }
    return foreseen;
  }

  private static boolean isKnown(Prospect prospect) {
    Row planned = prospect.planned();
    return PolicyAttributes.RULES.stream().allMatch(rule -> planned.value(rule).isWhollyKnown())
        && planned.text(PlaceAttributes.VAULT).isPresent()
        && planned.text(PolicyAttributes.NAME).isPresent()
        && !planned.value(PlaceAttributes.ORGANIZATION).isUnknown()
        && !prospect.config().value(PolicyAttributes.ISSUER).isUnknown();
  }

  /** Another vault or name is another policy, of which Terraform asks for a plan of its own. */
  private boolean isMoving(Prospect prospect) {
    return prospect
        .prior()
        .filter(
            before ->
                identity().stream()
                    .anyMatch(name -> !before.value(name).equals(prospect.planned().value(name))))
        .isPresent();
  }

  private static Row foreseen(Row planned, Policy policy) {
    Row foreseen =
        planned
            .with(PolicyAttributes.ISSUER, policy.rules().origin().issuer())
            .with(PolicyAttributes.POLICY_ID, policy.id())
            .with(PolicyAttributes.TEXT, policy.text())
            .with(PolicyAttributes.ESCROWED, PolicyRow.items(policy.escrowed()));
    return new Row(
        (Value.Fields) PolicyAttributes.schema(Settings.NONE).canonical(foreseen.fields()));
  }

  private static void tell(Finding finding, Diagnostics out) {
    AttributePath path = path(finding.aspect());
    if (finding.fatal()) {
      out.error(path, finding.what(), finding.todo());
    } else {
      out.warning(path, finding.what(), finding.todo());
    }
  }

  private static AttributePath path(Aspect aspect) {
    return switch (aspect) {
      case WHOLE -> AttributePath.ROOT;
      case PLATFORM -> AttributePath.of(PolicyAttributes.PLATFORM);
      case ISSUER -> AttributePath.of(PolicyAttributes.ISSUER);
      case REPOSITORY_ID -> AttributePath.of(PolicyAttributes.REPOSITORY_ID);
      case BRANCHES -> AttributePath.of(PolicyAttributes.BRANCHES);
      case TAGS -> AttributePath.of(PolicyAttributes.TAGS);
      case DEPLOYMENTS -> AttributePath.of(PolicyAttributes.DEPLOYMENTS);
      case WORKFLOWS -> AttributePath.of(PolicyAttributes.WORKFLOWS);
      case EVENTS -> AttributePath.of(PolicyAttributes.EVENTS);
      case FORKS -> AttributePath.of(PolicyAttributes.FORKS);
      case PROTECTED_REFS -> AttributePath.of(PolicyAttributes.PROTECTED_REFS);
      case ANSWERS -> AttributePath.of(PolicyAttributes.PLAIN);
      case EXPIRY -> AttributePath.of(PolicyAttributes.EXPIRES);
    };
  }

  /** The runs that could read an environment before can read it still. */
  private static void disclose(Prospect prospect, Name name, Preview preview) {
    PolicyRules rules = preview.policy().orElseThrow().rules();
    Optional<PolicyRules> before = prospect.prior().map(PolicyRow::rules);
    boolean sameRuns =
        before
            .filter(old -> old.origin().equals(rules.origin()))
            .filter(old -> old.conditions().equals(rules.conditions()))
            .isPresent();
    preview
        .keys()
        .map(Disclosure::new)
        .map(all -> sameRuns ? all.beyond(before.get().release().environments()) : all)
        .ifPresent(
            disclosure ->
                disclosure.tell(
                    AttributePath.of(PolicyAttributes.ENVIRONMENTS),
                    name.place().text(),
                    rules.origin().platform() + " runs of " + rules.origin().repository(),
                    prospect.out()));
  }

  /** The very same rules are what an apply that was interrupted has left. */
  @Override
  public Row create(Change change) {
    Name name = PolicyRow.name(change.planned());
    PolicyRules rules = PolicyRow.rules(change.planned());
    Policy policy = change.declarations().policies().create(name, rules);
    return PolicyRow.of(name, policy, change.planned());
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    Name name = PolicyRow.name(state);
    Optional<Policy> found = declarations.policies().find(name);
    found.ifPresent(
        policy ->
            policy
                .concerns()
                .forEach(
                    concern -> out.warning(AttributePath.ROOT, name.text() + ": " + concern, "")));
    return found.map(policy -> PolicyRow.of(name, policy, state));
  }

  @Override
  public Row update(Change change) {
    Name name = PolicyRow.name(change.planned());
    PolicyRules rules = PolicyRow.rules(change.planned());
    Policy policy = change.declarations().policies().put(name, rules);
    return PolicyRow.of(name, policy, change.planned());
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    declarations.policies().remove(PolicyRow.name(state));
  }

  @Override
  public Row imported(String id) {
    int at = id.lastIndexOf('/');
    if (at < 0) {
      throw new IllegalArgumentException("it has the form [ORGANIZATION/]VAULT/NAME");
    }
    VaultPlace place = PlaceAttributes.imported(id.substring(0, at));
    String name = id.substring(at + 1);
    PlaceAttributes.require(() -> new PolicyName(new VaultId(place.vault()), name));
    return PlaceAttributes.at(place).with(PolicyAttributes.NAME, name);
  }
}
