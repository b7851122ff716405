package dev.coffer.client.policy.token;

import dev.coffer.protocol.workload.Verdict;
import dev.coffer.protocol.workload.Workload;
import java.util.Optional;

/**
 * What would become of a run, as far as can be said without the server.
 *
 * @param verdict by the policies
 * @param workload the run, where the claims describe one that a policy could be about
 * @param token why the server would not take the token itself now, such as its age; nothing of its
 *     signature
 */
public record Judgement(
    Verdict verdict, Optional<Workload> workload, Optional<Verdict.Refused> token) {

  /** Whether the policies let the run read. */
  public boolean isAllowed() {
    return verdict instanceof Verdict.Allowed;
  }
}
