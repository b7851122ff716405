package dev.coffer.client.policy.lint;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.PolicyFaults;
import dev.coffer.protocol.workload.platform.Platforms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at trust policies as a careful reviewer does; the same findings wherever it runs. */
public final class PolicyLint {
  private static final Pattern EVERYTHING = Pattern.compile("[*/]+");
  private static final Pattern PINNED = Pattern.compile(".*@[0-9a-f]{40}");
  private static final String GITHUB = "github";
  private static final String GITHUB_COM = "https://token.actions.githubusercontent.com";

  /** What somebody without write access can cause, with content of their own (GitHub, GitLab). */
  private static final Set<String> OF_OUTSIDERS =
      Set.of(
          "pull_request_target",
          "workflow_run",
          "issue_comment",
          "issues",
          "discussion",
          "discussion_comment",
          "pull_request_review",
          "pull_request_review_comment",
          "fork",
          "watch",
          "external_pull_request_event");

  private final Instant now;
  private final Map<String, String> kinds;

  /**
   * The rules at one moment.
   *
   * @param kinds what kind of issuer a platform is that is not called like its kind
   */
  public PolicyLint(Instant now, Map<String, String> kinds) {
    this.now = now;
    this.kinds = Map.copyOf(kinds);
  }

  /** The warnings about one policy, in the order of the rules. */
  public List<PolicyWarning> of(TrustPolicy policy) {
    return Stream.of(
            opening(policy),
            wildcards(policy.conditions()),
            identity(policy),
            starts(policy),
            refs(policy),
            workflows(policy.conditions()),
            release(policy.release()))
        .flatMap(List::stream)
        .sorted((one, two) -> one.rule().compareTo(two.rule()))
        .toList();
  }

  /** Those about {@code policy}, also beside the {@code others} of the vault. */
  public List<PolicyWarning> of(TrustPolicy policy, List<TrustPolicy> others) {
    List<PolicyWarning> warnings = new ArrayList<>(of(policy));
    others.stream()
        .filter(other -> !other.id().equals(policy.id()) && Overlap.isLikely(policy, other))
        .map(
            other ->
                new PolicyWarning(
                    LintRule.OVERLAPS,
                    "a run can fit policy "
                        + other.id().shortForm()
                        + " as well, and is refused unless it names one"))
        .forEach(warnings::add);
    return List.copyOf(warnings);
  }

  private List<PolicyWarning> opening(TrustPolicy policy) {
    List<PolicyWarning> found = new ArrayList<>();
    dimensions(policy.origin().platform())
        .map(dimensions -> PolicyFaults.of(policy, dimensions))
        .filter(faults -> !faults.isEmpty())
        .ifPresent(
            faults ->
                found.add(
                    new PolicyWarning(
                        LintRule.OPENS_NOTHING,
                        "no run can ever use it: " + String.join("; ", faults))));
    policy
        .release()
        .expires()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> found.add(new PolicyWarning(LintRule.EXPIRED, "it expired on " + end)));
    return found;
  }

  /** What tokens of a platform tell; empty for a kind of issuer that is not known here. */
  private Optional<Set<Dimension>> dimensions(String platform) {
    try {
      return Optional.of(Platforms.of(kinds.getOrDefault(platform, platform)).dimensions());
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private static List<PolicyWarning> wildcards(Conditions conditions) {
    return Stream.of(covering("branch", conditions.branches()), covering("tag", conditions.tags()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<PolicyWarning> covering(String what, List<Glob> globs) {
    return globs.stream()
        .filter(glob -> EVERYTHING.matcher(glob.text()).matches())
        .findFirst()
        .map(
            glob ->
                new PolicyWarning(
                    LintRule.WILDCARD_COVERS_EVERYTHING,
                    "the pattern '" + glob + "' takes every " + what));
  }

  private static List<PolicyWarning> identity(TrustPolicy policy) {
    List<PolicyWarning> found = new ArrayList<>();
    Origin origin = policy.origin();
    if (origin.repositoryId().isPresent()) {
      return found;
    }
    found.add(
        new PolicyWarning(
            LintRule.IDS_NOT_PINNED,
            "it names the repository and not its id: a name that is given up can be taken by"
                + " somebody else"));
    if (origin.issuer().equals(GITHUB_COM)) {
      found.add(
          new PolicyWarning(
              LintRule.SUBJECT_WITHOUT_IDS,
              "subjects of repositories made, renamed or transferred since 2026-07-15 hold ids;"
                  + " this policy matches claims, not the subject's text"));
    }
    return found;
  }

  private List<PolicyWarning> starts(TrustPolicy policy) {
    Conditions conditions = policy.conditions();
    List<PolicyWarning> found = new ArrayList<>();
    conditions.events().stream()
        .filter(OF_OUTSIDERS::contains)
        .forEach(
            event ->
                found.add(
                    new PolicyWarning(
                        LintRule.EVENT_OF_OUTSIDERS,
                        "people without write access can cause '" + event + "'")));
    if (isGitHub(policy.origin()) && !conditions.forks()) {
      conditions.events().stream()
          .filter(event -> event.startsWith("pull_request") || event.equals("workflow_run"))
          .forEach(
              event ->
                  found.add(
                      new PolicyWarning(
                          LintRule.EVENT_NEVER_FITS,
                          "a token of '"
                              + event
                              + "' does not say whether the code is a fork's, and forks are"
                              + " refused")));
    }
    if (conditions.forks()) {
      found.add(
          new PolicyWarning(
              LintRule.FORKS_ALLOWED, "code from forks may run where the values are read"));
    }
    return found;
  }

  private List<PolicyWarning> refs(TrustPolicy policy) {
    List<PolicyWarning> found = new ArrayList<>();
    Conditions conditions = policy.conditions();
    List<Glob> wild =
        Stream.concat(conditions.branches().stream(), conditions.tags().stream())
            .filter(Glob::isWild)
            .toList();
    if (wild.isEmpty() || conditions.protectedRefs()) {
      return found;
    }
    if (isGitHub(policy.origin()) && !conditions.deployments().isEmpty()) {
      found.add(
          new PolicyWarning(
              LintRule.DEPLOYMENT_HIDES_REF,
              "the subject of a job in a deployment environment does not say the branch; with '"
                  + wild.get(0)
                  + "' only that environment's own rules limit it"));
    }
    found.add(
        new PolicyWarning(
            LintRule.UNPROTECTED_REFS,
            "whoever can push a branch or tag that '" + wild.get(0) + "' takes reads the values"));
    return found;
  }

  private boolean isGitHub(Origin origin) {
    return GITHUB.equals(kinds.getOrDefault(origin.platform(), origin.platform()));
  }

  private static List<PolicyWarning> workflows(Conditions conditions) {
    return conditions.workflows().stream()
        .filter(workflow -> workflow.contains("@") && !PINNED.matcher(workflow).matches())
        .map(
            workflow ->
                new PolicyWarning(
                    LintRule.WORKFLOW_NOT_PINNED,
                    "who owns '" + workflow + "' can change what it does"))
        .toList();
  }

  private static List<PolicyWarning> release(Release release) {
    List<PolicyWarning> found = new ArrayList<>();
    if (release.plain()) {
      found.add(
          new PolicyWarning(
              LintRule.PLAIN_ANSWERS, "who ends the TLS connection can read the values"));
    }
    if (release.expires().isEmpty()) {
      found.add(new PolicyWarning(LintRule.NO_EXPIRY, "it stands until somebody revokes it"));
    }
    if (release.pullsPerDay().isEmpty()) {
      found.add(new PolicyWarning(LintRule.NO_PULL_LIMIT, "the number of pulls is not limited"));
    }
    return found;
  }
}
