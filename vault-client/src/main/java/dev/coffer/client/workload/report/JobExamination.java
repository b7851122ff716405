package dev.coffer.client.workload.report;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.ServerProbe;
import dev.coffer.client.workload.IdentityToken;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.client.workload.pull.WantedEnvironment;
import java.util.Optional;

/** Does what a pull does, up to the point where values would come, and writes down how it goes. */
public final class JobExamination {
  private final Job job;
  private final ServerProbe probe;

  /**
   * @param probe asks the job's server for its time
   */
  public JobExamination(Job job, ServerProbe probe) {
    this.job = job;
    this.probe = probe;
  }

  /**
   * The report.
   *
   * @param exchange whether the identity token is spent to learn what the server thinks of it
   * @throws ClientException when the job has no identity, or nobody names vault or server
   */
  public JobReport examine(WantedEnvironment wanted, boolean exchange) {
    String provider = job.provider().name();
    IdentityToken identity = job.identity();
    return new JobReport(
        job,
        provider,
        wanted,
        identity.claims(),
        server(),
        exchange ? Optional.of(outcome(identity, wanted)) : Optional.empty());
  }

  private Optional<ServerProbe.Answer> server() {
    try {
      return Optional.of(probe.ask());
    } catch (ClientException.Unreachable e) {
      return Optional.empty(); // The exchange says so, and why.
    }
  }

  private JobReport.Outcome outcome(IdentityToken identity, WantedEnvironment wanted) {
    try {
      String policy = job.remote().exchange(identity, wanted).policyId();
      return new JobReport.Outcome(Optional.ofNullable(policy), Optional.empty());
    } catch (ClientException e) {
      return new JobReport.Outcome(Optional.empty(), Optional.of(e));
    }
  }
}
