package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One policy against one run of its repository. The checks stand in the order in which their codes
 * are documented; the first that fails is what the run hears.
 */
final class PolicyConditions {
  private static final String REVIEW =
      "`coffer oidc show` tells what the policy permits, `coffer oidc allow` changes it";

  private final Candidate candidate;
  private final TrustPolicy policy;
  private final Conditions conditions;
  private final Wish wish;
  private final Workload run;

  PolicyConditions(Candidate candidate, Wish wish) {
    this.candidate = candidate;
    this.policy = candidate.policy();
    this.conditions = policy.conditions();
    this.wish = wish;
    this.run = wish.workload();
  }

  Verdict verdict() {
    return Stream.<Supplier<Optional<Verdict>>>of(
            this::faults,
            this::expiry,
            this::identity,
            this::ref,
            this::protection,
            this::environment,
            this::deployment,
            this::workflows,
            this::event,
            this::fork,
            this::escrow)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Verdict.Allowed(candidate));
  }

  private Optional<Verdict> faults() {
    List<String> faults = PolicyFaults.of(policy, run.dimensions());
    return refusedUnless(
        faults.isEmpty(),
        Problem.POLICY_MISCONFIGURED,
        "no run can use the policy: " + String.join("; ", faults),
        "set it anew with `coffer oidc allow`; `coffer oidc lint` checks it");
  }

  private Optional<Verdict> expiry() {
    return refusedUnless(
        policy.release().expires().filter(end -> !wish.now().isBefore(end)).isEmpty(),
        Problem.POLICY_EXPIRED,
        "the policy has expired",
        "set it anew with `coffer oidc allow`, if the run is still to read the environment");
  }

  private Optional<Verdict> identity() {
    Origin named = policy.origin();
    return refusedUnless(
        isStill(named.repositoryId(), run.origin().repositoryId())
            && isStill(named.ownerId(), run.origin().ownerId())
            && isStill(candidate.pinnedRepositoryId(), run.origin().repositoryId())
            && isStill(candidate.pinnedOwnerId(), run.origin().ownerId()),
        Problem.IDENTITY_CHANGED,
        "the name " + named.repository() + " now belongs to another repository or owner",
        "find out who holds the name; if it is right, set the policy anew with `coffer oidc allow`");
  }

  private static boolean isStill(Optional<String> expected, Optional<String> found) {
    return expected.isEmpty() || expected.equals(found);
  }

  private Optional<Verdict> ref() {
    if (!run.dimensions().contains(Dimension.REFS)) {
      return Optional.empty();
    }
    if (run.ref().isEmpty()) {
      return refused(
          Problem.MISSING_BRANCH_CLAIM,
          "the token names no branch and no tag",
          "run the job for a branch or tag");
    }
    GitRef ref = run.ref().get();
    boolean isTag = ref.kind() == GitRef.Kind.TAG;
    List<Glob> permitted = isTag ? conditions.tags() : conditions.branches();
    return refusedUnless(
        permitted.stream().anyMatch(glob -> glob.matches(ref.name())),
        Problem.BRANCH_NOT_ALLOWED,
        "the run is of the " + (isTag ? "tag '" : "branch '") + ref.name() + "'",
        REVIEW);
  }

  private Optional<Verdict> protection() {
    return refusedUnless(
        !conditions.protectedRefs() || run.ref().map(GitRef::isProtected).orElse(false),
        Problem.REF_NOT_PROTECTED,
        "the platform does not say that the run's branch or tag is protected",
        "protect it on the platform; " + REVIEW);
  }

  private Optional<Verdict> environment() {
    return refusedUnless(
        policy.release().environments().contains(wish.environment()),
        Problem.ENV_NOT_ALLOWED,
        "the policy is not for the vault's environment " + wish.environment(),
        REVIEW);
  }

  /** No list means jobs without a deployment environment, not all of them. */
  private Optional<Verdict> deployment() {
    Optional<String> found = run.circumstances().deployment();
    return refusedUnless(
        found.map(conditions.deployments()::contains).orElse(conditions.deployments().isEmpty()),
        Problem.ENV_NOT_ALLOWED,
        found
            .map(name -> "the job runs in the deployment environment '" + name + "'")
            .orElse("the job runs in no deployment environment"),
        REVIEW);
  }

  private Optional<Verdict> workflows() {
    List<String> found = run.circumstances().workflows();
    if (!run.dimensions().contains(Dimension.WORKFLOWS)) {
      return Optional.empty();
    }
    return refusedUnless(
        !found.isEmpty() && conditions.workflows().containsAll(found),
        Problem.WORKFLOW_NOT_ALLOWED,
        found.isEmpty()
            ? "the token does not say which file defines the run"
            : "the run is defined by '" + String.join("' and '", found) + "'",
        REVIEW);
  }

  private Optional<Verdict> event() {
    Optional<String> found = run.circumstances().event();
    if (!run.dimensions().contains(Dimension.EVENTS)) {
      return Optional.empty();
    }
    return refusedUnless(
        found.filter(conditions.events()::contains).isPresent(),
        Problem.EVENT_NOT_ALLOWED,
        found
            .map(name -> "the run was started by the event '" + name + "'")
            .orElse("the token does not say what started the run"),
        REVIEW);
  }

  private Optional<Verdict> fork() {
    Fork fork = run.circumstances().fork();
    return refusedUnless(
        fork == Fork.NO || (conditions.forks() && fork != Fork.ELSEWHERE),
        Problem.FORK_NOT_ALLOWED,
        switch (fork) {
          case UNKNOWN, NO -> "the run may come from a fork: its token does not tell";
          case YES -> "the run comes from a fork";
          case ELSEWHERE -> "the run happens in another repository than the one it speaks for";
        },
        "read secrets in a run that a push starts; code of strangers should not meet them");
  }

  private Optional<Verdict> escrow() {
    return refusedUnless(
        candidate.escrowed(),
        Problem.ESCROW_MISSING,
        "no key is escrowed for the environment " + wish.environment(),
        "whoever may write to the vault runs `coffer oidc allow` or `coffer push`");
  }

  private Optional<Verdict> refusedUnless(
      boolean fits, Problem problem, String detail, String hint) {
    return fits ? Optional.empty() : refused(problem, detail, hint);
  }

  private Optional<Verdict> refused(Problem problem, String detail, String hint) {
    return Optional.of(new Verdict.Refused(problem, detail, hint, Optional.of(candidate)));
  }
}
