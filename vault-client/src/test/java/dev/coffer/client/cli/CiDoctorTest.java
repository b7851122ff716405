package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import dev.coffer.client.workload.JobTokens;
import dev.coffer.client.workload.report.RefusalAdvice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiDoctorTest {
  private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

  @TempDir Path place;
  private CiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new CiServer();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://token.actions.githubusercontent.com");
    claims.put("aud", "coffer");
    claims.put("repository", "acme/shop");
    claims.put("repository_id", "42");
    claims.put("ref", "refs/heads/\u001b[31mmain");
    claims.put("environment", "production");
    claims.put("event_name", "push");
    claims.put("workflow_ref", "acme/shop/.github/workflows/coffer.yml@refs/heads/main");
    claims.put("actor", "ada");
    claims.put("jti", "id-of-the-token");
    claims.put("exp", 1_800_000_000L);
    server.identity = JobTokens.of(claims);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Said run(Map<String, String> environment, String... words) {
    environment.put("COFFER_VAULT_ID", "shop");
    return new Coffer(place.resolve("home"), place, environment).run("", words);
  }

  private void assertNothingShown(Said said) {
    assertThat(said.out() + said.err())
        .doesNotContain(server.identity, server.identity.split("\\.", -1)[1])
        .doesNotContain("runtime-bearer", CiServer.BEARER, "ada", "id-of-the-token");
    assertThat(place.resolve("home")).doesNotExist();
  }

  @Test
  void doctor_jobThatMayPull_saysWhoItIs() {
    Said said = run(server.githubJob(), "ci", "doctor", "--env=production");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "platform: GitHub Actions",
            "  aud: [coffer]",
            "  iss: https://token.actions.githubusercontent.com",
            "  repository: acme/shop",
            "  repository_id: 42",
            "  ref: refs/heads/\uFFFD[31mmain",
            "  environment: production",
            "  event_name: push",
            "  workflow_ref: acme/shop/.github/workflows/coffer.yml@refs/heads/main",
            "  exp: 2027-01-15T08:00:00Z",
            "audience wanted: coffer",
            "server: " + server.address(),
            "vault: shop",
            "environment: production",
            "exchange: accepted by policy " + CiServer.POLICY);
    assertThat(said.err()).isEqualTo("the server lets this job pull\n");
    assertNothingShown(said);
    assertThat(server.requests).noneMatch(request -> request.contains("ci-pull"));
  }

  @Test
  void doctor_refused_saysTheCodeAndWhatToChange() {
    server.refusal =
        Map.of(
            "status",
            403,
            "code",
            "branch_not_allowed",
            "detail",
            "Not this one",
            "hint",
            "Add it");
    Said said = run(server.githubJob(), "ci", "doctor");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains("exchange: refused, branch_not_allowed\n  do: compare the claims above");
    assertThat(said.err()).isEqualTo("coffer: the server says: Not this one\nhint: Add it\n");
    assertNothingShown(said);
  }

  @Test
  void doctor_asJson_hasTheSame() {
    server.refusal = Map.of("status", 401, "code", "token_expired", "detail", "Over");
    Map<String, String> job = server.githubJob();
    job.put("COFFER_OWNER", "11111111-2222-4333-8444-555555555555");
    Said said = run(job, "ci", "doctor", "--json");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "\"platform\": \"GitHub Actions\"",
            "\"repository\": \"acme/shop\"",
            "\"owner\": \"11111111-2222-4333-8444-555555555555\"",
            "\"clockSkewSeconds\": 0",
            "\"status\": \"refused\"",
            "\"code\": \"token_expired\"",
            "\"do\": \"compare the clocks above");
    assertNothingShown(said);
  }

  @Test
  void doctor_clockOff_saysByHowMuch() {
    Map<String, String> job = server.githubJob();
    job.put("COFFER_VAULT_ID", "shop");
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
    assertThat(new Coffer(place.resolve("home"), place, job, slow).run("", "ci", "doctor").out())
        .containsPattern("clocks: this machine is (59\\d|600) s behind the server");
  }

  @Test
  void doctor_withoutExchange_leavesTheTokenUnspent() {
    Said said = run(server.gitlabJob(), "ci", "doctor", "--no-exchange");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("platform: GitLab CI/CD").doesNotContain("exchange:");
    assertThat(server.exchanges).isEmpty();
    assertNothingShown(said);
  }

  @Test
  void doctor_withoutIdentity_saysWhatTheJobLacks() {
    Map<String, String> job = server.githubJob();
    job.remove("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    Said said = run(job, "ci", "doctor");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("id-token: write");
  }

  @Test
  void advice_isThereForEveryCodeThatTheDocumentationHas() throws IOException {
    String page = Files.readString(Path.of("../docs/ci.md"));
    String table = page.substring(page.indexOf("## Refusals"));
    List<String> codes = CODE.matcher(table).results().map(found -> found.group(1)).toList();
    assertThat(codes).hasSize(20).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> RefusalAdvice.of(code).isPresent());
    assertThat(RefusalAdvice.of("something_new")).isEmpty();
  }
}
