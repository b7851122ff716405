package dev.coffer.terraform.job;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.walk.Seen;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The pulls of one process, one for each environment of a vault: a server takes an identity token
 * once. What came of each, values or a refusal, is kept in memory as long as the process lives,
 * which is one walk of Terraform, and nowhere else. Safe for several threads.
 */
final class Pulls {
  private static final String TOKEN = "COFFER_OIDC_TOKEN";

  /** In the server's audit log. */
  private static final ClientName NAME = new ClientName("terraform");

  private final Surroundings surroundings;
  private final JobSettings settings;
  private final Seen<Asked, Outcome> outcomes = new Seen<>();

  Pulls(Map<String, String> environment, JobSettings settings, Consumer<String> warnings) {
    Map<String, String> variables = new TreeMap<>(environment);
    settings.caFile().ifPresent(file -> variables.put("COFFER_CA", file));
    Surroundings process = Surroundings.ofProcess(warnings);
    this.surroundings =
        new Surroundings(variables, process.folder(), process.clock(), process.random(), warnings);
    this.settings = settings;
  }

  /**
   * One environment.
   *
   * @param owner whose vault is meant; empty for whom the settings name
   */
  record Asked(Optional<String> owner, VaultId vault, EnvironmentName environment) {}

  /**
   * What came of a pull. Never shown as text.
   *
   * @param refusal empty where there are values
   */
  private record Outcome(SortedMap<String, String> values, Optional<Declined> refusal) {
    @Override
    public String toString() {
      return "Outcome[" + values.size() + "]";
    }
  }

  /** Every variable with its value. */
  SortedMap<String, String> values(Asked asked) {
    Outcome outcome = outcomes.get(asked, () -> outcome(asked));
    outcome
        .refusal()
        .ifPresent(
            no -> { // anew, with the trace of who asks
              throw new Declined(no.reason(), no.getMessage(), no.advice());
            });
    return outcome.values();
  }

  /** A refusal is an outcome: asked again, the server would only see the same token once more. */
  private Outcome outcome(Asked asked) {
    try {
      return new Outcome(pulled(asked), Optional.empty());
    } catch (Declined no) {
      return new Outcome(Collections.emptySortedMap(), Optional.of(no));
    }
  }

  private SortedMap<String, String> pulled(Asked asked) {
    requireServer();
    Job job = job(asked);
    try {
      return job.pull(job.wanted(asked.vault(), asked.environment())).variables();
    } catch (ClientException e) {
      throw new JobAdvice(job, settings.identity().tokenVariable()).declined(e);
    } catch (Malformed e) {
      throw Reading.refused(e.getMessage(), "");
    }
  }

  /** Whatever project lies in the working folder has no say, unlike with the command. */
  private void requireServer() {
    if (settings.server().or(() -> surroundings.variable("COFFER_SERVER")).isEmpty()) {
      throw Reading.refused(
          "no server is known", "give 'server' in the provider block, or set COFFER_SERVER");
    }
  }

  /** Of its own for each pull: a job is for one thread. */
  private Job job(Asked asked) {
    JobSettings.Identity identity = settings.identity();
    Workspace workspace = Workspace.withoutProject(withToken());
    workspace.speakAs(NAME);
    return new Job(
        workspace,
        new Job.Asked(
            settings.server(),
            asked.owner().or(identity::owner).map(id -> id.toLowerCase(Locale.ROOT)),
            identity.policy(),
            identity.audience()));
  }

  private Surroundings withToken() {
    if (settings.identity().tokenVariable().isEmpty()) {
      return surroundings;
    }
    Map<String, String> variables = new TreeMap<>(surroundings.environment());
    variables.put(TOKEN, token(settings.identity().tokenVariable().get()));
    return new Surroundings(
        variables,
        surroundings.folder(),
        surroundings.clock(),
        surroundings.random(),
        surroundings.warnings());
  }

  private String token(String variable) {
    return surroundings
        .variable(variable)
        .orElseThrow(
            () ->
                Reading.refused(
                    "the job has no variable " + variable + ", which oidc_token_variable names",
                    "let the platform put an identity token there, such as under id_tokens of a"
                        + " GitLab job"));
  }
}
