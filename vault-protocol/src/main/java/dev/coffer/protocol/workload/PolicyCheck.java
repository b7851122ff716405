package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a run whose token has been verified. Only a policy that names the very repository
 * is considered; where several fit, the run must say which one, unless they are the same but for
 * their ids: neither the first nor the widest wins. The same for server and client, and without
 * memory.
 */
public final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * Judges a wish.
   *
   * @param standing the policies of the one vault that is asked for
   */
  public static Verdict verdict(List<Candidate> standing, Wish wish) {
    List<Candidate> near =
        standing.stream()
            .filter(candidate -> isChosen(candidate, wish))
            .filter(candidate -> isAbout(candidate.policy().origin(), wish.workload().origin()))
            .sorted(Comparator.comparing((Candidate candidate) -> candidate.policy().id()))
            .toList();
    if (near.isEmpty()) {
      return notFound(standing, wish);
    }
    if (near.stream().map(Candidate::owner).distinct().count() > 1) {
      return severalOwners();
    }
    List<Verdict> verdicts =
        near.stream().map(candidate -> new PolicyConditions(candidate, wish).verdict()).toList();
    List<Verdict.Allowed> allowing =
        verdicts.stream()
            .filter(Verdict.Allowed.class::isInstance)
            .map(Verdict.Allowed.class::cast)
            .toList();
    return allowing.isEmpty() ? closest(verdicts) : only(allowing);
  }

  private static boolean isChosen(Candidate candidate, Wish wish) {
    return wish.policy().map(candidate.policy().id()::equals).orElse(true)
        && wish.owner().map(candidate.owner()::equals).orElse(true);
  }

  /** Character by character: an issuer with a slash more is another issuer. */
  private static boolean isAbout(Origin policy, Origin run) {
    return policy.platform().equals(run.platform())
        && policy.issuer().equals(run.issuer())
        && policy.repository().equals(run.repository());
  }

  /**
   * Also where only one of them would let the run in: anybody can have a vault of any id, and a
   * policy for any repository, and would choose what the run gets.
   */
  private static Verdict severalOwners() {
    return new Verdict.Refused(
        Problem.POLICY_AMBIGUOUS,
        "several owners have a vault of this id and a policy for this repository",
        "name the owner: 'owner' in coffer.json, which `coffer oidc allow` writes, or COFFER_OWNER or"
            + " --owner in the job; `coffer oidc show` tells it");
  }

  private static Verdict only(List<Verdict.Allowed> allowing) {
    Verdict.Allowed first = allowing.get(0);
    if (allowing.stream().allMatch(other -> isSame(first.by(), other.by()))) {
      return first;
    }
    return new Verdict.Refused(
        Problem.POLICY_AMBIGUOUS,
        allowing.size() + " policies of the vault fit this run, and they differ",
        "name one in the job with --policy or COFFER_OIDC_POLICY_ID, or revoke what is not needed:"
            + " `coffer oidc list` shows them");
  }

  private static boolean isSame(Candidate one, Candidate other) {
    TrustPolicy policy = one.policy();
    TrustPolicy second = other.policy();
    return one.owner().equals(other.owner())
        && policy.origin().equals(second.origin())
        && policy.conditions().equals(second.conditions())
        && policy.release().equals(second.release());
  }

  /** The refusal that comes last in the order of the checks. */
  private static Verdict closest(List<Verdict> refusals) {
    return refusals.stream()
        .map(Verdict.Refused.class::cast)
        .max(Comparator.comparing(Verdict.Refused::problem))
        .orElseThrow();
  }

  private static Verdict notFound(List<Candidate> standing, Wish wish) {
    Optional<String> id = wish.workload().origin().repositoryId();
    boolean renamed =
        id.isPresent()
            && standing.stream()
                .anyMatch(
                    candidate ->
                        candidate.policy().origin().repositoryId().equals(id)
                            && candidate
                                .policy()
                                .origin()
                                .issuer()
                                .equals(wish.workload().origin().issuer()));
    return new Verdict.Refused(
        Problem.POLICY_NOT_FOUND,
        "the vault has no such policy for " + wish.workload().origin().repository(),
        renamed
            ? "a policy is for this repository under another name: set it anew with `coffer oidc allow`"
            : "`coffer oidc allow` sets one; a repository's name counts with upper and lower case");
  }
}
