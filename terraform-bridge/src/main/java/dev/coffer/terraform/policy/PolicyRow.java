package dev.coffer.terraform.policy;

import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.Policies.Policy;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.PolicyRules.Conditions;
import dev.coffer.terraform.declaration.PolicyRules.Origin;
import dev.coffer.terraform.declaration.PolicyRules.Refs;
import dev.coffer.terraform.declaration.PolicyRules.Release;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A policy as attributes. */
final class PolicyRow {
  private PolicyRow() {}

  static Name name(Row row) {
    return new Name(PlaceAttributes.place(row), row.required(PolicyAttributes.NAME));
  }

  /** The rules that {@code row} declares, of which everything but the issuer is known. */
  static PolicyRules rules(Row row) {
    return new PolicyRules(
        new Origin(
            row.required(PolicyAttributes.PLATFORM),
            row.text(PolicyAttributes.ISSUER),
            row.required(PolicyAttributes.REPOSITORY),
            row.text(PolicyAttributes.REPOSITORY_ID),
            row.text(PolicyAttributes.OWNER_ID)),
        new Conditions(
            new Refs(
                texts(row, PolicyAttributes.BRANCHES),
                texts(row, PolicyAttributes.TAGS),
                holds(row, PolicyAttributes.PROTECTED_REFS)),
            texts(row, PolicyAttributes.DEPLOYMENTS),
            texts(row, PolicyAttributes.WORKFLOWS),
            texts(row, PolicyAttributes.EVENTS),
            holds(row, PolicyAttributes.FORKS)),
        new Release(
            texts(row, PolicyAttributes.ENVIRONMENTS),
            holds(row, PolicyAttributes.PLAIN),
            row.text(PolicyAttributes.EXPIRES).flatMap(PolicyRow::time),
            row.whole(PolicyAttributes.PULLS)));
  }

  private static SortedSet<String> texts(Row row, String name) {
    return row.texts(name).orElseGet(TreeSet::new);
  }

  private static boolean holds(Row row, String name) {
    return row.truth(name).orElse(false);
  }

  /** The time that {@code text} is in RFC 3339; empty when it is none. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The policy as a state.
   *
   * @param as whose way of writing the same is kept, such as null for an empty set
   */
  static Row of(Name name, Policy policy, Row as) {
    Row row =
        PlaceAttributes.at(name.place())
            .with(PolicyAttributes.ID, name.text())
            .with(PolicyAttributes.NAME, name.name())
            .with(PolicyAttributes.POLICY_ID, policy.id())
            .with(PolicyAttributes.TEXT, policy.text())
            .with(PolicyAttributes.ESCROWED, items(policy.escrowed()));
    PolicyRules rules = policy.rules();
    return release(conditions(origin(row, rules.origin()), rules.conditions(), as), rules, as);
  }

  private static Row origin(Row row, Origin origin) {
    return row.with(PolicyAttributes.PLATFORM, origin.platform())
        .with(PolicyAttributes.ISSUER, origin.issuer())
        .with(PolicyAttributes.REPOSITORY, origin.repository())
        .with(PolicyAttributes.REPOSITORY_ID, origin.repositoryId())
        .with(PolicyAttributes.OWNER_ID, origin.ownerId());
  }

  private static Row conditions(Row row, Conditions conditions, Row as) {
    return row.with(
            PolicyAttributes.BRANCHES,
            listed(as, PolicyAttributes.BRANCHES, conditions.refs().branches()))
        .with(PolicyAttributes.TAGS, listed(as, PolicyAttributes.TAGS, conditions.refs().tags()))
        .with(PolicyAttributes.PROTECTED_REFS, Value.of(conditions.refs().isProtected()))
        .with(
            PolicyAttributes.DEPLOYMENTS,
            listed(as, PolicyAttributes.DEPLOYMENTS, conditions.deployments()))
        .with(
            PolicyAttributes.WORKFLOWS,
            listed(as, PolicyAttributes.WORKFLOWS, conditions.workflows()))
        .with(PolicyAttributes.EVENTS, listed(as, PolicyAttributes.EVENTS, conditions.events()))
        .with(PolicyAttributes.FORKS, Value.of(conditions.forks()));
  }

  private static Row release(Row row, PolicyRules rules, Row as) {
    Release release = rules.release();
    Value pulls = release.pullsPerDay().<Value>map(Value::of).orElse(Value.Absent.NULL);
    return row.with(PolicyAttributes.ENVIRONMENTS, items(release.environments()))
        .with(PolicyAttributes.EXPIRES, release.expires().map(end -> written(end, as)))
        .with(PolicyAttributes.PULLS, pulls)
        .with(PolicyAttributes.PLAIN, Value.of(release.plain()));
  }

  private static Value listed(Row as, String name, SortedSet<String> texts) {
    boolean none = texts.isEmpty() && !(as.value(name) instanceof Value.Items);
    return none ? Value.Absent.NULL : items(texts);
  }

  static Value items(SortedSet<String> texts) {
    return new Value.Items(texts.stream().map(Value::of).toList());
  }

  /** One time can be written with many offsets. */
  private static String written(Instant end, Row as) {
    return as.text(PolicyAttributes.EXPIRES)
        .filter(text -> time(text).equals(Optional.of(end)))
        .orElse(end.toString());
  }
}
