package dev.coffer.client.workload.report;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.ServerProbe;
import dev.coffer.client.workload.UnverifiedClaims;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.client.workload.pull.WantedEnvironment;
import java.util.Optional;

/**
 * What a job is and what became of it. Nothing of the token is in it but claims that are public
 * inside of its project.
 *
 * @param provider the platform
 * @param server what it says about itself; empty when it was not asked or does not answer
 * @param outcome of the exchange; empty when none was tried
 */
public record JobReport(
    Job job,
    String provider,
    WantedEnvironment wanted,
    UnverifiedClaims claims,
    Optional<ServerProbe.Answer> server,
    Optional<Outcome> outcome) {

  /**
   * How the exchange ended.
   *
   * @param policy the policy that let the job in
   * @param refusal why it did not
   */
  public record Outcome(Optional<String> policy, Optional<ClientException> refusal) {
    /** The server's code, when it was the server that refused. */
    public Optional<String> code() {
      return refusal
          .filter(ClientException.Refused.class::isInstance)
          .map(refused -> ((ClientException.Refused) refused).code());
    }
  }
}
