package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import java.util.Optional;

/** What becomes of a run's wish. */
public sealed interface Verdict {
  /** The run may read the environment, by this policy. */
  record Allowed(Candidate by) implements Verdict {
    public TrustPolicy policy() {
      return by.policy();
    }
  }

  /**
   * The run may not.
   *
   * @param detail what does not fit; tells the run about itself, never what the policy would permit
   * @param hint what to do
   * @param closest the policy that the run came closest to
   */
  record Refused(Problem problem, String detail, String hint, Optional<Candidate> closest)
      implements Verdict {
    public Refused(Problem problem, String detail, String hint) {
      this(problem, detail, hint, Optional.empty());
    }

    public Optional<PolicyId> policy() {
      return closest.map(candidate -> candidate.policy().id());
    }
  }
}
