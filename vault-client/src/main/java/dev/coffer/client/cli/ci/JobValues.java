package dev.coffer.client.cli.ci;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.format.text.RunnerMasks;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.client.workload.pull.OpenedEnvironment;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;

/** Gets a job's values, masks them before anything can show them, and says what may surprise. */
record JobValues(Terminal terminal, Workspace workspace) {
  OpenedEnvironment pull(Job job, EnvironmentName environment, Masking masking) {
    warnOfBases(workspace.environments().lineage(environment));
    OpenedEnvironment pulled = job.pull(environment);
    if (pulled.variables().isEmpty()) {
      terminal.warn("environment '" + environment + "' has no variables");
    } else if (isGithub()) {
      mask(pulled, masking);
    }
    return pulled;
  }

  /** A policy opens one environment, and the server sends no other. */
  private void warnOfBases(List<EnvironmentName> lineage) {
    if (lineage.size() > 1) {
      EnvironmentName own = lineage.get(lineage.size() - 1);
      List<String> bases =
          lineage.subList(0, lineage.size() - 1).stream().map(EnvironmentName::value).toList();
      terminal.warn(
          "'"
              + own
              + "' inherits from "
              + String.join(", ", bases)
              + "; a job gets its own variables only");
    }
  }

  private void mask(OpenedEnvironment pulled, Masking masking) {
    if (masking == Masking.COMMANDS) {
      terminal.printRaw(RunnerMasks.of(pulled.variables().values()));
    } else if (masking == Masking.IMPOSSIBLE) {
      terminal.warn(
          "standard output is data, so the runner is not told to mask the values; write to a"
              + " file, or use --format github-actions");
    }
  }

  private boolean isGithub() {
    return "true".equals(workspace.surroundings().environment().get("GITHUB_ACTIONS"));
  }
}
