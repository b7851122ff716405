package dev.coffer.client.cli.command;

import dev.coffer.client.Workspace;
import dev.coffer.client.workload.pull.Job;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command in a CI job says whom to ask, and as whom. */
public final class JobOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server; else COFFER_SERVER, or coffer.json's.")
  private String server;

  @Option(
      names = "--owner",
      paramLabel = "ID",
      description = "Whose vault; else COFFER_OWNER, or coffer.json's.")
  private String owner;

  @Option(
      names = "--policy",
      paramLabel = "ID",
      description = "The one policy to decide; else COFFER_OIDC_POLICY_ID.")
  private String policy;

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "Of the identity token; else COFFER_OIDC_AUDIENCE, or 'coffer'.")
  private String audience;

  /** The job with what these options name. */
  public Job job(Workspace workspace) {
    return new Job(
        workspace,
        new Job.Asked(
            Optional.ofNullable(server),
            Optional.ofNullable(owner),
            Optional.ofNullable(policy),
            Optional.ofNullable(audience)));
  }
}
