package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that runs with what the job gets. */
final class OidcRunTest extends CiCheckout {
  @Test
  void run_withTheJobsValues_masksThemFirst() {
    Said said =
        run(
            server.githubJob(),
            "run",
            "--oidc",
            "--env=production",
            "--redact",
            "--",
            "printenv",
            "API_KEY");
    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("::add-mask::s3cret-100%25-value\n").endsWith("\n***\n");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void run_references_areReplacedUnlessToldOtherwise() {
    server.variables.put("URL", "https://${API_KEY}@host");
    server.variables.put("FAR", "plain");
    Map<String, String> job = server.gitlabJob();
    String[] test = {
      "run", "--oidc", "--", "sh", "-c", "test \"$URL\" = 'https://" + SECRET + "@host'"
    };
    assertThat(run(job, test).code()).isZero();
    assertThat(
            run(
                    job,
                    "run",
                    "--oidc",
                    "--no-resolve",
                    "--",
                    "sh",
                    "-c",
                    "test \"$URL\" = 'https://${API_KEY}@host'")
                .code())
        .isZero();
    server.variables.put("FAR", "${../common:production:KEY}");
    Said said = run(job, test);
    assertThat(said.code()).isEqualTo(7);
    assertThat(said.err()).contains("a job has no environment but its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --oidc --env=production -- false", "run --oidc false"})
  void run_exitCode_isTheCommands(String line) {
    assertThat(run(server.gitlabJob(), line.split(" ", -1)).code()).isEqualTo(1);
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void run_refused_startsNothing() throws IOException {
    server.refusal = problem(403, "policy_not_found");
    Said said = run(server.gitlabJob(), "run", "--oidc", "--", "touch", "started");
    assertThat(said.code()).isEqualTo(3);
    assertNothingShownOrLeft(said);
  }

  @Test
  void run_optionOfTheCommand_isNotOurs() {
    Said said = run(server.gitlabJob(), "run", "--env", "default", "echo", "--oidc");
    assertThat(said.err()).contains("this machine has no copy of vault shop");
    assertThat(server.requests).isEmpty();
  }
}
