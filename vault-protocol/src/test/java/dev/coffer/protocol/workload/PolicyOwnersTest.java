package dev.coffer.protocol.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vault ids are anybody's choice: somebody else's policy never decides what a run gets. */
class PolicyOwnersTest {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** Fits nothing but staging, so that only the thief's lets the run in. */
  private static final Candidate OWN = of("ada", 1, "staging");

  private static final Candidate THIEF = of("eve", 2, "production");

  private static Candidate of(String owner, int number, String... environments) {
    TrustPolicy policy = TestPolicy.of(number, TestPolicy.VAULT, environments);
    return new Candidate(owner, policy, Optional.empty(), Optional.empty(), true);
  }

  private static Wish wish(Optional<String> owner) {
    Workload workload =
        new Workload(
            TestPolicy.origin(),
            Optional.of(GitRef.full("refs/heads/main", false)),
            new Circumstances(
                Optional.empty(),
                List.of(".github/workflows/deploy.yml"),
                Optional.of("push"),
                Fork.NO),
            Optional.of("1"),
            Set.of(Dimension.values()));
    return new Wish(workload, PRODUCTION, owner, Optional.empty(), NOW);
  }

  private static Problem refusal(List<Candidate> standing, Optional<String> owner) {
    return ((Verdict.Refused) PolicyCheck.verdict(standing, wish(owner))).problem();
  }

  @Test
  void ofSeveralOwners_noneNamed_isRefused_thoughOneWouldFit() {
    assertThat(PolicyCheck.verdict(List.of(THIEF), wish(Optional.empty())))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(refusal(List.of(OWN, THIEF), Optional.empty())).isEqualTo(Problem.POLICY_AMBIGUOUS);
  }

  @Test
  void ambiguity_namesWhatHelps() {
    assertThat(hint(List.of(OWN, THIEF)))
        .contains("coffer.json", "COFFER_OWNER", "--owner", "coffer oidc show");
    Candidate wider = of("ada", 3, "production", "staging");
    assertThat(hint(List.of(of("ada", 1, "production"), wider)))
        .contains("--policy", "COFFER_OIDC_POLICY_ID", "coffer oidc list");
  }

  private static String hint(List<Candidate> standing) {
    Verdict.Refused refused =
        (Verdict.Refused) PolicyCheck.verdict(standing, wish(Optional.empty()));
    assertThat(refused.problem()).isEqualTo(Problem.POLICY_AMBIGUOUS);
    return refused.hint();
  }

  @Test
  void ofANamedOwner_onlyThatOnesPoliciesCount() {
    assertThat(refusal(List.of(OWN, THIEF), Optional.of("ada"))).isEqualTo(Problem.ENV_NOT_ALLOWED);
    assertThat(refusal(List.of(THIEF), Optional.of("ada"))).isEqualTo(Problem.POLICY_NOT_FOUND);
    assertThat(PolicyCheck.verdict(List.of(OWN, THIEF), wish(Optional.of("eve"))))
        .isInstanceOf(Verdict.Allowed.class);
  }
}
