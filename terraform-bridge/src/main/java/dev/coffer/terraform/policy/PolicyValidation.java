package dev.coffer.terraform.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyName;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.PolicyFaults;
import dev.coffer.protocol.workload.platform.Platforms;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** What is wrong with declared rules, each at its attribute, by the forms of what is signed. */
final class PolicyValidation {
  private static final String SOME = "x";
  private static final String ADDRESS = "https://x";
  private static final VaultId VAULT = new VaultId(SOME);
  private static final EnvironmentName ENVIRONMENT = EnvironmentName.DEFAULT;

  private final Row config;
  private final Diagnostics out;

  private PolicyValidation(Row config, Diagnostics out) {
    this.config = config;
    this.out = out;
  }

  static void validate(Row config, Diagnostics out) {
    PlaceAttributes.validatePlace(config, out);
    PolicyValidation validation = new PolicyValidation(config, out);
    validation.origin();
    validation.lists();
    validation.release();
    if (!out.hasErrors()) {
      validation.usable();
    }
  }

  private void text(String name, Consumer<String> form) {
    config.text(name).ifPresent(text -> PlaceAttributes.check(name, out, () -> form.accept(text)));
  }

  private void origin() {
    text(PolicyAttributes.NAME, name -> new PolicyName(VAULT, name));
    text(PolicyAttributes.PLATFORM, text -> origin(text, ADDRESS, SOME));
    text(PolicyAttributes.ISSUER, text -> origin(SOME, text, SOME));
    text(PolicyAttributes.REPOSITORY, text -> origin(SOME, ADDRESS, text));
    text(PolicyAttributes.REPOSITORY_ID, PolicyValidation::id);
    text(PolicyAttributes.OWNER_ID, PolicyValidation::id);
  }

  private static void origin(String platform, String issuer, String repository) {
    var unused = new Origin(platform, issuer, repository, Optional.empty(), Optional.empty());
  }

  private static void id(String id) {
    var unused = new Origin(SOME, ADDRESS, SOME, Optional.of(id), Optional.empty());
  }

  private void lists() {
    for (String name : List.of(PolicyAttributes.BRANCHES, PolicyAttributes.TAGS)) {
      PlaceAttributes.check(name, out, () -> globs(texts(name)));
    }
    PlaceAttributes.check(
        PolicyAttributes.DEPLOYMENTS,
        out,
        () -> texts(texts(PolicyAttributes.DEPLOYMENTS), List.of(), List.of()));
    PlaceAttributes.check(
        PolicyAttributes.WORKFLOWS,
        out,
        () -> texts(List.of(), texts(PolicyAttributes.WORKFLOWS), List.of()));
    PlaceAttributes.check(
        PolicyAttributes.EVENTS,
        out,
        () -> texts(List.of(), List.of(), texts(PolicyAttributes.EVENTS)));
  }

  private List<String> texts(String name) {
    return config.texts(name).map(List::copyOf).orElseGet(List::of);
  }

  private static void globs(List<String> patterns) {
    var unused =
        new Conditions(
            patterns.stream().map(Glob::new).toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            false);
  }

  private static void texts(List<String> deployments, List<String> workflows, List<String> events) {
    var unused = new Conditions(List.of(), List.of(), deployments, workflows, events, false, false);
  }

  private void release() {
    if (config.value(PolicyAttributes.ENVIRONMENTS) instanceof Value.Items items) {
      PlaceAttributes.check(PolicyAttributes.ENVIRONMENTS, out, () -> environments(items));
    }
    text(PolicyAttributes.EXPIRES, PolicyValidation::expiry);
    if (config.value(PolicyAttributes.PULLS) instanceof Value.Amount amount) {
      PlaceAttributes.check(PolicyAttributes.PULLS, out, () -> pulls(amount.number()));
    }
  }

  private void environments(Value.Items items) {
    List<EnvironmentName> named =
        texts(PolicyAttributes.ENVIRONMENTS).stream().map(EnvironmentName::new).toList();
    if (items.isWhollyKnown()) {
      var unused = new Release(named, false, Optional.empty(), OptionalInt.empty());
    }
  }

  private static void expiry(String text) {
    var unused =
        new Release(
            List.of(ENVIRONMENT),
            false,
            Optional.of(
                PolicyRow.time(text)
                    .orElseThrow(
                        () ->
                            new Malformed("a policy ends at a time such as 2027-06-30T00:00:00Z"))),
            OptionalInt.empty());
  }

  private static void pulls(BigDecimal number) {
    if (number.scale() > 0 || number.precision() - number.scale() > 9) {
      throw new Malformed("a number of pulls is whole and has 9 digits at most");
    }
    var unused =
        new Release(
            List.of(ENVIRONMENT), false, Optional.empty(), OptionalInt.of(number.intValue()));
  }

  /** Nothing listed permits nothing: on a platform that tells it, no run could ever fit. */
  private void usable() {
    config
        .text(PolicyAttributes.PLATFORM)
        .flatMap(PolicyValidation::told)
        .ifPresent(told -> PolicyFaults.byDimension(conditions(), told).forEach(this::tell));
  }

  private Conditions conditions() {
    return new Conditions(
        texts(PolicyAttributes.BRANCHES).stream().map(Glob::new).toList(),
        texts(PolicyAttributes.TAGS).stream().map(Glob::new).toList(),
        texts(PolicyAttributes.DEPLOYMENTS),
        texts(PolicyAttributes.WORKFLOWS),
        texts(PolicyAttributes.EVENTS),
        config.truth(PolicyAttributes.FORKS).orElse(false),
        config.truth(PolicyAttributes.PROTECTED_REFS).orElse(false));
  }

  /** What the tokens of a platform tell; empty for one that only the server knows. */
  private static Optional<Set<Dimension>> told(String platform) {
    try {
      return Optional.of(Platforms.of(platform).dimensions());
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private void tell(Dimension dimension, String sentence) {
    List<String> attributes = attributes(dimension);
    if (attributes.stream().allMatch(name -> config.value(name).isWhollyKnown())) {
      out.error(
          AttributePath.of(attributes.get(0)),
          "no run can ever use this policy: " + sentence,
          "docs/policies.md says what each platform tells");
    }
  }

  private static List<String> attributes(Dimension dimension) {
    return switch (dimension) {
      case REFS -> List.of(PolicyAttributes.BRANCHES, PolicyAttributes.TAGS);
      case PROTECTION -> List.of(PolicyAttributes.PROTECTED_REFS);
      case DEPLOYMENTS -> List.of(PolicyAttributes.DEPLOYMENTS);
      case WORKFLOWS -> List.of(PolicyAttributes.WORKFLOWS);
      case EVENTS -> List.of(PolicyAttributes.EVENTS);
    };
  }
}
