package dev.coffer.client.cli.ci;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.JobOptions;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.remote.ServerProbe;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.client.workload.pull.WantedEnvironment;
import dev.coffer.client.workload.report.JobExamination;
import dev.coffer.client.workload.report.JobReport;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer ci doctor}. */
@Command(
    name = "doctor",
    description = {
      "Inside a CI job: say who the job is and whether the server lets it pull.",
      "The token itself is not shown. It is spent: GitLab's is good for no pull after."
    },
    footer = {"  coffer ci doctor --env=production", "  coffer ci doctor --no-exchange"})
public final class CiDoctorCommand extends EnvironmentCommand {
  @Option(names = "--no-exchange", description = "Do not offer the token to the server.")
  private boolean unspent;

  @Mixin private JobOptions options = new JobOptions();

  public CiDoctorCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Job job = options.job(workspace());
    WantedEnvironment wanted = job.wanted(environment());
    ServerProbe probe = new ServerProbe(job.server(), workspace().authorities());
    JobReport report = new JobExamination(job, probe).examine(wanted, !unspent);
    Instant now = workspace().surroundings().clock().instant();
    ReportText text = new ReportText(report, now);
    if (json()) {
      terminal().printJson(text.shape());
    } else {
      text.lines().forEach(terminal()::printPlain);
    }
    report.outcome().flatMap(JobReport.Outcome::refusal).ifPresent(this::rethrow);
    terminal().say(unspent ? "the server was not asked" : "the server lets this job pull");
  }

  private void rethrow(ClientException refusal) {
    throw refusal;
  }
}
