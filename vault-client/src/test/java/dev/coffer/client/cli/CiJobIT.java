package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.workload.JobTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The files that {@code ci setup} writes, read as YAML and done step by step in a shell, as a
 * runner does: with the packed distribution, in a checkout without state. Only {@code curl} is
 * another: it copies the archive.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX launcher")
class CiJobIT {
  private static final String ADDRESS = "https://files.example.com/coffer.tar.gz";
  private static final String SECRET = "s3cret-of-the-job";

  @TempDir Path folder;
  private CiServer server;
  private Path checkout;
  private Path programs;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(ShellProgram.find("sha256sum").isPresent(), "this machine has no sha256sum");
    server = new CiServer();
    server.identity = JobTokens.forAudience("coffer");
    server.variables.put("API_KEY", SECRET);
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.writeString(checkout.resolve("coffer.json"), "{\"vault\":\"shop\"}");
    programs = Files.createDirectory(folder.resolve("programs"));
    program(
        programs.resolve("curl"),
        "for word; do case $last in --output) cp '"
            + archive()
            + "' \"$word\";; esac; last=$word; done",
        "[ \"$last\" = " + ADDRESS + " ]");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void program(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("coffer-.*\\.tar\\.gz"))
          .findFirst()
          .map(Path::toAbsolutePath)
          .orElseThrow();
    }
  }

  private static String digest() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive()));
    return HexFormat.of().formatHex(digest);
  }

  /** The file that setup writes, its digest being {@code sha256}. */
  private Map<?, ?> setUp(String system, String file, String sha256) throws IOException {
    Coffer coffer =
        new Coffer(folder.resolve("home"), checkout, Map.of("COFFER_SERVER", server.address()));
    Coffer.Said said =
        coffer.run(
            "",
            "ci",
            "setup",
            system,
            "--env=production",
            "--archive",
            ADDRESS,
            "--sha256",
            sha256);
    assertThat(said.code()).as(said.err()).isZero();
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(checkout.resolve(file)));
    return (Map<?, ?>) yaml;
  }

  /** How a shell ended and what both of its outputs were. */
  private record Ended(int code, String text) {}

  private Ended sh(String script, Map<String, String> job) throws Exception {
    Path output = Files.createTempFile(folder, "output", "");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(job);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private static Map<String, String> texts(Object map) {
    Map<String, String> texts = new HashMap<>();
    if (map instanceof Map<?, ?> found) {
      found.forEach((name, value) -> texts.put(name.toString(), value.toString()));
    }
    return texts;
  }

  private static Object at(Object yaml, String... path) {
    Object at = yaml;
    for (String name : path) {
      at = ((Map<?, ?>) at).get(name);
    }
    return at;
  }

  /** What a runner of GitHub gives each step, and what the steps before it added to the PATH. */
  private Map<String, String> githubStep(Map<?, ?> workflow, Map<?, ?> step) throws IOException {
    Map<String, String> job = server.githubJob();
    job.put("RUNNER_TEMP", folder.toString());
    job.put("GITHUB_PATH", folder.resolve("path").toString());
    job.putAll(texts(at(workflow, "jobs", "coffer", "env")));
    job.putAll(texts(step.get("env")));
    if (Files.exists(folder.resolve("path"))) {
      List<String> added = new ArrayList<>(Files.readAllLines(folder.resolve("path")));
      added.add(programs.toString());
      added.add(System.getenv("PATH"));
      job.put("PATH", String.join(":", added));
    }
    return job;
  }

  private static List<Map<?, ?>> runs(Map<?, ?> workflow) {
    List<Map<?, ?>> runs = new ArrayList<>();
    for (Object step : (List<?>) at(workflow, "jobs", "coffer", "steps")) {
      Map<?, ?> found = (Map<?, ?>) step;
      if (found.containsKey("run")) {
        runs.add(found);
      } else {
        assertThat(found.get("uses").toString()).matches("actions/[a-z-]+@[0-9a-f]{40}");
      }
    }
    return runs;
  }

  @Test
  void githubJob_stepByStep_getsItsValuesAndLeavesNothing() throws Exception {
    Map<?, ?> workflow = setUp("github-actions", ".github/workflows/coffer.yml", digest());
    assertThat(at(workflow, "permissions")).isEqualTo(Map.of());
    assertThat(at(workflow, "jobs", "coffer", "permissions"))
        .isEqualTo(Map.of("contents", "read", "id-token", "write"));
    List<Map<?, ?>> runs = runs(workflow);
    assertThat(runs).hasSize(3);
    Ended install = sh(runs.get(0).get("run").toString(), githubStep(workflow, runs.get(0)));
    assertThat(install.code()).as(install.text()).isZero();
    Ended pull = sh(runs.get(1).get("run").toString(), githubStep(workflow, runs.get(1)));
    assertThat(pull.text())
        .isEqualTo(
            "::add-mask::" + SECRET + "\npulled 1 variable to .env (production, version 7)\n");
    assertThat(checkout.resolve(".env")).hasContent("API_KEY=" + SECRET + "\n");
    assertThat(folder.resolve("user")).doesNotExist();
    Ended end = sh(runs.get(2).get("run").toString(), githubStep(workflow, runs.get(2)));
    assertThat(end).isEqualTo(new Ended(0, ""));
    assertThat(checkout.resolve(".env")).doesNotExist();
  }

  @Test
  void githubJob_otherArchiveThanTheOneThatWasMeant_isNotUnpacked() throws Exception {
    Map<?, ?> workflow = setUp("github-actions", ".github/workflows/coffer.yml", "0".repeat(64));
    Map<?, ?> step = runs(workflow).get(0);
    Ended install = sh(step.get("run").toString(), githubStep(workflow, step));
    assertThat(install.code()).isNotZero();
    assertThat(install.text()).contains("FAILED");
    assertThat(folder.resolve("coffer")).doesNotExist();
    assertThat(folder.resolve("path")).doesNotExist();
  }

  @Test
  void gitlabJob_lineByLine_runsItsCommandWithMaskedOutput() throws Exception {
    Map<?, ?> file = setUp("gitlab", ".gitlab/coffer.yml", digest());
    assertThat(at(file, "coffer", "id_tokens", "COFFER_GITLAB_OIDC_TOKEN", "aud"))
        .isEqualTo("coffer");
    program(checkout.resolve("deploy.sh"), "echo \"the key is $API_KEY\"");
    Map<String, String> job = server.gitlabJob();
    job.putAll(texts(at(file, "coffer", "variables")));
    List<String> lines = new ArrayList<>();
    ((List<?>) at(file, "coffer", "before_script")).forEach(line -> lines.add(line.toString()));
    ((List<?>) at(file, "coffer", "script")).forEach(line -> lines.add(line.toString()));
    Ended ended = sh(String.join("\n", lines), job);
    assertThat(ended.code()).as(ended.text()).isZero();
    assertThat(ended.text()).endsWith("the key is ***\n").doesNotContain(SECRET);
    assertThat(folder.resolve("user")).doesNotExist();
    assertThat(server.requests)
        .containsExactly(
            "POST /api/vault/oidc", "GET /api/vaults/shop/ci-pull?env=production&sealTo=…");
  }
}
