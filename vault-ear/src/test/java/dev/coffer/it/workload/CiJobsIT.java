package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What docs/ci.md promises: a developer permits it once with the packaged command, and jobs of both
 * platforms, with a checkout that holds nothing but {@code coffer.json} and the command from the
 * distribution's archive, get their environment.
 */
final class CiJobsIT {
  private static final String NONE = "";
  private static final String SECRET = "live secret";
  private static final String GITHUB_FILE = ".github/workflows/coffer.yml";

  private static CiWorkplace place;
  private static Machine developer;

  @BeforeAll
  static void begin() throws Exception {
    place = CiWorkplace.running();
    developer = place.developer("developer").asProcesses();
    // Else git finds the repository that this test is built in, and setup writes there.
    developer.with("GIT_CEILING_DIRECTORIES", developer.project().getParent().toString());
    Files.writeString(developer.project().resolve(".env"), "MODE=development\n");
    Files.writeString(
        developer.project().resolve(".env.production"), "API_KEY=\"" + SECRET + "\"\nMODE=live\n");
    developer.expect(NONE, "init");
    developer.expect(NONE, "push");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** What each record of {@code action} in the audit log says of the program that asked. */
  private static List<String> programs(String action) throws Exception {
    String log = developer.expect(NONE, "log", "--all", "--json");
    List<String> programs = new ArrayList<>();
    for (JsonElement entry :
        JsonParser.parseString(log).getAsJsonObject().getAsJsonArray("entries")) {
      JsonObject one = entry.getAsJsonObject();
      if (one.get("action").getAsString().equals(action)) {
        JsonObject facts =
            JsonParser.parseString(one.get("metadata").getAsString()).getAsJsonObject();
        programs.add(String.valueOf(facts.get("client")).replace("\"", ""));
      }
    }
    return programs;
  }

  /** The member of {@code coffer.json}, which is there once a policy was set. */
  private static String owner() throws IOException {
    String text = Files.readString(developer.project().resolve("coffer.json"));
    return JsonParser.parseString(text).getAsJsonObject().get("owner").getAsString();
  }

  @Test
  void github_jobGetsItsEnvironment_eachTimeAnew_untilThePolicyIsRevoked() throws Exception {
    Said setup = developer.run(NONE, "ci", "setup", "github-actions", "--env=production");
    assertThat(setup.status()).as("%s", setup).isZero();
    assertThat(setup.output())
        .contains("--branch main --workflow " + GITHUB_FILE + " --event push --env production");
    assertThat(Files.readString(developer.project().resolve(GITHUB_FILE)))
        .contains("COFFER_SERVER: '" + place.server.uri() + "'")
        .doesNotContain("COFFER_OWNER");
    JsonObject allowed = place.allowGithub(developer, "--env", "production");
    assertThat(allowed.get("status").getAsString()).isEqualTo("allowed");
    assertThat(allowed.get("ownerRecord").getAsString()).isEqualTo("known");
    assertThat(owner()).isEqualTo(allowed.get("owner").getAsString());
    Machine job = place.githubJob(developer);
    Said pulled = job.run(NONE, "pull", "--oidc", "--env=production", "--output=.env");
    assertThat(pulled.status()).as("%s", pulled).isZero();
    Path file = job.project().resolve(".env");
    assertThat(Files.readString(file))
        .contains("API_KEY=", SECRET, "MODE=")
        .doesNotContain("development");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(files(job.project())).containsExactly(".env", "coffer.json");
    assertThat(pulled.output()).contains("::add-mask::" + SECRET);
    assertThat(pulled.talk()).doesNotContain(SECRET);
    Said ran =
        job.run(
            NONE,
            "run",
            "--oidc",
            "--env=production",
            "--no-mask",
            "--",
            "sh",
            "-c",
            "echo got $MODE");
    assertThat(ran.output()).contains("got live");
    assertThat(programs("ci_exchange")).isNotEmpty().containsOnly("coffer");
    assertThat(programs("ci_pull")).isNotEmpty().containsOnly("coffer");
    assertThat(developer.expect(NONE, "oidc", "show", allowed.get("policy").getAsString()))
        .contains("repository acme/shop");
    developer.expect(NONE, "oidc", "revoke", allowed.get("policy").getAsString());
    Files.delete(file);
    Said refused = job.run(NONE, "pull", "--oidc", "--env=production", "--output=.env");
    assertThat(refused.status()).as("%s", refused).isNotZero();
    assertThat(refused.talk()).contains("hint:").doesNotContain(SECRET);
    assertThat(files(job.project())).containsExactly("coffer.json");
  }

  @Test
  void gitlab_jobGetsItsEnvironment_andNoOther_alsoAfterANewEpoch() throws Exception {
    JsonObject allowed = place.allowGitlab(developer, "production");
    assertThat(owner()).isEqualTo(allowed.get("owner").getAsString());
    Machine job = place.gitlabJob(developer);
    assertThat(place.gitlabPull(job, "production").output()).contains("MODE=live");
    developer.expect(NONE, "rotate-key");
    assertThat(place.gitlabPull(job, "production").output()).contains("MODE=live");
    Said other = place.gitlabPull(job, "default");
    assertThat(other.status()).isNotZero();
    assertThat(other.output()).doesNotContain("development");
    assertThat(other.talk()).contains("hint:");
    job.with("COFFER_OWNER", UUID.randomUUID().toString());
    assertThat(place.gitlabPull(job, "production").status()).isNotZero();
    job.with("COFFER_OWNER", "");
    Path file = job.project().resolve("coffer.json");
    String another = Files.readString(file).replace(owner(), UUID.randomUUID().toString());
    Files.writeString(file, another);
    Said foreign = place.gitlabPull(job, "production");
    assertThat(foreign.status()).as("%s", foreign).isEqualTo(3);
    assertThat(foreign.output()).isEmpty();
  }
}
