package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.Database;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What docs/ci.md promises: a developer permits it once with the packaged command, and jobs of both
 * platforms, with a checkout that holds nothing but {@code coffer.json} and the command from the
 * distribution's archive, get their environment.
 */
@SuppressForbidden(
    "jdk.httpserver is a supported module; the runner's token endpoint needs no more")
final class CiJobsIT {
  private static final String REQUEST_TOKEN = "the runner's own";
  private static final String NONE = "";
  private static final String SECRET = "live secret";

  private static TestIssuer issuer;
  private static CofferServer server;
  private static Machine developer;
  private static HttpServer runner;

  @BeforeAll
  static void begin() throws Exception {
    issuer = new TestIssuer();
    server =
        CofferServer.on(Database.postgres())
            .with("COFFER_OIDC_PRIVATE_ADDRESSES", "true")
            .with("COFFER_OIDC_GITHUB_ISSUERS", issuer.address("/github"))
            .with("COFFER_OIDC_GITLAB_ISSUERS", issuer.address("/gitlab"))
            .with("COFFER_PASSWORD_MEMORY_KIB", "256");
    server.start();
    runner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    runner.createContext("/token", CiJobsIT::giveToken);
    runner.start();
    developer = Machine.create("developer");
    signIn();
    Files.writeString(developer.project().resolve(".env"), "MODE=development\n");
    Files.writeString(
        developer.project().resolve(".env.production"), "API_KEY=\"" + SECRET + "\"\nMODE=live\n");
    developer.expect(NONE, "init");
    developer.expect(NONE, "push");
  }

  private static void signIn() throws Exception {
    String account = "p" + Workplace.random();
    CreatedAccount created =
        People.of(server)
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    developer.expect(
        created.signInSecret() + "\n" + Workplace.random() + "\n",
        "login",
        "--server",
        server.uri().toString(),
        "--account",
        account,
        "--password-stdin");
  }

  @AfterAll
  static void end() throws Exception {
    runner.stop(0);
    server.close();
    issuer.close();
  }

  /** GitHub's runner gives each step that may ask a token for the audience that it names. */
  private static void giveToken(HttpExchange exchange) throws IOException {
    boolean asked =
        ("Bearer " + REQUEST_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestURI().getQuery().endsWith("&audience=coffer");
    byte[] body;
    try {
      body =
          ("{\"value\":\"" + issuer.token("/github", github()) + "\"}")
              .getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(asked ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, Object> times(String path) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new TreeMap<>();
    claims.put("iss", issuer.address(path));
    claims.put("aud", "coffer");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 300);
    return claims;
  }

  private static Map<String, Object> github() {
    Map<String, Object> claims = times("/github");
    claims.put("sub", "repo:acme/shop:ref:refs/heads/main");
    claims.put("repository", "acme/shop");
    claims.put("repository_id", "777001");
    claims.put("repository_owner", "acme");
    claims.put("repository_owner_id", "4242");
    claims.put("ref", "refs/heads/main");
    claims.put("ref_type", "branch");
    claims.put("event_name", "push");
    claims.put("run_id", "9876543210");
    claims.put("workflow_ref", "acme/shop/.github/workflows/coffer.yml@refs/heads/main");
    claims.put("job_workflow_ref", "acme/shop/.github/workflows/coffer.yml@refs/heads/main");
    return claims;
  }

  private static Map<String, Object> gitlab() {
    Map<String, Object> claims = times("/gitlab");
    claims.put("sub", "project_path:acme/web/shop:ref_type:branch:ref:main");
    claims.put("namespace_id", "72");
    claims.put("namespace_path", "acme/web");
    claims.put("project_id", "20");
    claims.put("project_path", "acme/web/shop");
    claims.put("job_project_id", "20");
    claims.put("job_project_path", "acme/web/shop");
    claims.put("pipeline_id", "574");
    claims.put("pipeline_source", "push");
    claims.put("ref", "main");
    claims.put("ref_type", "branch");
    claims.put("ref_path", "refs/heads/main");
    claims.put("ref_protected", "true");
    String host = URI.create(issuer.address("/gitlab")).getAuthority();
    claims.put("ci_config_ref_uri", host + "/acme/web/shop//.gitlab-ci.yml@refs/heads/main");
    return claims;
  }

  private static JsonObject allow(String... options) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of(
                    "--json", "oidc", "allow", "--branch", "main", "--event", "push", "--yes"),
                Stream.of(options))
            .toArray(String[]::new);
    return JsonParser.parseString(developer.expect(NONE, command)).getAsJsonObject();
  }

  private static Machine checkout(String name) throws Exception {
    Machine job = Machine.unpacked(name).with("COFFER_SERVER", server.uri().toString());
    Files.copy(developer.project().resolve("coffer.json"), job.project().resolve("coffer.json"));
    return job;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void github_jobGetsItsEnvironment_eachTimeAnew_untilThePolicyIsRevoked() throws Exception {
    JsonObject allowed =
        allow(
            "--repo",
            "acme/shop",
            "--workflow",
            ".github/workflows/coffer.yml",
            "--env",
            "production",
            "--issuer",
            issuer.address("/github"));
    assertThat(allowed.get("status").getAsString()).isEqualTo("allowed");
    Machine job =
        checkout("github")
            .with("GITHUB_ACTIONS", "true")
            .with("COFFER_OWNER", allowed.get("owner").getAsString())
            .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", REQUEST_TOKEN)
            .with(
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "http://127.0.0.1:" + runner.getAddress().getPort() + "/token?api-version=2.0");
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
    JsonObject allowed =
        allow(
            "--project",
            "acme/web/shop",
            "--workflow",
            ".gitlab-ci.yml",
            "--env",
            "production",
            "--issuer",
            issuer.address("/gitlab"));
    Machine job =
        checkout("gitlab")
            .with("GITLAB_CI", "true")
            .with("COFFER_OWNER", allowed.get("owner").getAsString());
    assertThat(gitlabPull(job, "production").output()).contains("MODE=live");
    developer.expect(NONE, "rotate-key");
    assertThat(gitlabPull(job, "production").output()).contains("MODE=live");
    Said other = gitlabPull(job, "default");
    assertThat(other.status()).isNotZero();
    assertThat(other.output()).doesNotContain("development");
    assertThat(other.talk()).contains("hint:");
    job.with("COFFER_OWNER", UUID.randomUUID().toString());
    assertThat(gitlabPull(job, "production").status()).isNotZero();
  }

  private static Said gitlabPull(Machine job, String environment) throws Exception {
    job.with("COFFER_GITLAB_OIDC_TOKEN", issuer.token("/gitlab", gitlab()));
    return job.run(NONE, "pull", "--oidc", "--env=" + environment, "--output=-");
  }
}
