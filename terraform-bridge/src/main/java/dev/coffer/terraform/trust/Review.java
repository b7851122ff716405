package dev.coffer.terraform.trust;

import dev.coffer.client.policy.lint.LintRule;
import dev.coffer.client.policy.lint.PolicyLint;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.PolicyFaults;
import dev.coffer.protocol.workload.platform.Platforms;
import dev.coffer.terraform.declaration.Policies.Aspect;
import dev.coffer.terraform.declaration.Policies.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a careful reviewer says of a policy, by the client's lint, each where it stands. Notices,
 * which do not fit everybody, are left to {@code coffer oidc lint}.
 */
public final class Review {
  private final PolicyLint lint;
  private final Map<String, String> kinds;

  /**
   * A review at one moment.
   *
   * @param kinds what kind of issuer each platform is
   */
  public Review(Instant now, Map<String, String> kinds) {
    this.lint = new PolicyLint(now, kinds);
    this.kinds = Map.copyOf(kinds);
  }

  /** The findings about {@code policy} beside the {@code others} of the vault. */
  public List<Finding> of(TrustPolicy policy, List<TrustPolicy> others) {
    List<Finding> findings = new ArrayList<>(faults(policy));
    for (PolicyWarning warning : lint.of(policy, others)) {
      if (warning.isSevere() && warning.rule() != LintRule.OPENS_NOTHING) {
        Aspect aspect = aspect(warning.rule(), policy.conditions());
        findings.add(
            new Finding(false, aspect, warning.id() + ": " + warning.what(), todo(warning.rule())));
      }
    }
    return List.copyOf(findings);
  }

  private List<Finding> faults(TrustPolicy policy) {
    String platform = policy.origin().platform();
    List<Finding> faults = new ArrayList<>();
    try {
      PolicyFaults.byDimension(
              policy.conditions(),
              Platforms.of(kinds.getOrDefault(platform, platform)).dimensions())
          .forEach((dimension, sentence) -> faults.add(fault(dimension, sentence)));
    } catch (Malformed e) {
      return List.of(); // a kind of issuer that only the server knows: it judges
    }
    return faults;
  }

  private static Finding fault(Dimension dimension, String sentence) {
    return new Finding(true, aspect(dimension), "no run can ever use this policy: " + sentence, "");
  }

  private static Aspect aspect(Dimension dimension) {
    return switch (dimension) {
      case REFS -> Aspect.BRANCHES;
      case PROTECTION -> Aspect.PROTECTED_REFS;
      case DEPLOYMENTS -> Aspect.DEPLOYMENTS;
      case WORKFLOWS -> Aspect.WORKFLOWS;
      case EVENTS -> Aspect.EVENTS;
    };
  }

  private static Aspect aspect(LintRule rule, Conditions conditions) {
    return switch (rule) {
      case WILDCARD_COVERS_EVERYTHING, DEPLOYMENT_HIDES_REF, UNPROTECTED_REFS ->
          conditions.branches().stream().anyMatch(Glob::isWild) ? Aspect.BRANCHES : Aspect.TAGS;
      case IDS_NOT_PINNED, SUBJECT_WITHOUT_IDS -> Aspect.REPOSITORY_ID;
      case EVENT_NEVER_FITS, EVENT_OF_OUTSIDERS -> Aspect.EVENTS;
      case FORKS_ALLOWED -> Aspect.FORKS;
      case WORKFLOW_NOT_PINNED -> Aspect.WORKFLOWS;
      case PLAIN_ANSWERS -> Aspect.ANSWERS;
      case EXPIRED, NO_EXPIRY -> Aspect.EXPIRY;
      case OPENS_NOTHING, OVERLAPS, NO_PULL_LIMIT -> Aspect.WHOLE;
    };
  }

  /** The command's options are attributes here. */
  private static String todo(LintRule rule) {
    return switch (rule) {
      case EXPIRED -> "give it a time to come, or destroy it";
      case IDS_NOT_PINNED -> "give repository_id, which the platform's API tells";
      case FORKS_ALLOWED -> "leave out allow_forks; let runs of forks do without secrets";
      case DEPLOYMENT_HIDES_REF -> "name the branches exactly, or set protected_refs";
      case UNPROTECTED_REFS -> "set protected_refs, or name the branches and tags exactly";
      case PLAIN_ANSWERS -> "leave out plain_answers, unless an lpm client is to read it";
      default -> rule.todo();
    };
  }
}
