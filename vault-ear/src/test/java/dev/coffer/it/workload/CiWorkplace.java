package dev.coffer.it.workload;

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
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A server, the two platforms with their runners, developers who use the packaged command, and jobs
 * that use the one from the distribution's archive. One for all tests, as long as they run: each
 * has developers and vaults of its own.
 */
@SuppressForbidden(
    "jdk.httpserver is a supported module; the runner's token endpoint needs no more")
public final class CiWorkplace {
  private static final String REQUEST_TOKEN = "the runner's own";
  // All developers and jobs come from one address.
  private static final String MANY = "100000";

  private static CiWorkplace running;
  private static final String NONE = "";

  final TestIssuer issuer;
  public final CofferServer server;
  private final List<String> given = new CopyOnWriteArrayList<>();
  private final People people;
  private final HttpServer runner;

  private CiWorkplace() throws Exception {
    issuer = new TestIssuer();
    server =
        CofferServer.on(Database.postgres())
            .with("COFFER_OIDC_PRIVATE_ADDRESSES", "true")
            .with("COFFER_OIDC_GITHUB_ISSUERS", issuer.address("/github"))
            .with("COFFER_OIDC_GITLAB_ISSUERS", issuer.address("/gitlab"))
            .with("COFFER_OIDC_FAILURES_ADDRESS", MANY)
            .with("COFFER_SIGNIN_ATTEMPTS_ADDRESS", MANY)
            .with("COFFER_PASSWORD_MEMORY_KIB", "256");
    server.start();
    people = People.of(server);
    runner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    runner.createContext("/token", this::giveToken);
    runner.start();
  }

  /** It, started when it is needed first. */
  public static synchronized CiWorkplace running() throws Exception {
    if (running == null) {
      running = new CiWorkplace();
    }
    return running;
  }

  /** GitHub's runner gives each step that may ask a token for the audience that it names. */
  private void giveToken(HttpExchange exchange) throws IOException {
    boolean asked =
        ("Bearer " + REQUEST_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestURI().getQuery().endsWith("&audience=coffer");
    byte[] body;
    try {
      body =
          ("{\"value\":\"" + given(issuer.token("/github", github())) + "\"}")
              .getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(asked ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String given(String token) {
    given.add(token);
    return token;
  }

  /** Every identity token that a job of this place got. */
  public List<String> tokens() {
    return List.copyOf(given);
  }

  private Map<String, Object> times(String path) {
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

  private Map<String, Object> github() {
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

  private Map<String, Object> gitlab(String branch) {
    Map<String, Object> claims = times("/gitlab");
    claims.put("sub", "project_path:acme/web/shop:ref_type:branch:ref:" + branch);
    claims.put("namespace_id", "72");
    claims.put("namespace_path", "acme/web");
    claims.put("project_id", "20");
    claims.put("project_path", "acme/web/shop");
    claims.put("job_project_id", "20");
    claims.put("job_project_path", "acme/web/shop");
    claims.put("pipeline_id", "574");
    claims.put("pipeline_source", "push");
    claims.put("ref", branch);
    claims.put("ref_type", "branch");
    claims.put("ref_path", "refs/heads/" + branch);
    claims.put("ref_protected", "true");
    String host = URI.create(issuer.address("/gitlab")).getAuthority();
    claims.put("ci_config_ref_uri", host + "/acme/web/shop//.gitlab-ci.yml@refs/heads/" + branch);
    return claims;
  }

  /** A person with an account and one machine, who is signed in. */
  public Machine developer(String name) throws Exception {
    Machine machine = Machine.create(name);
    String account = name + Workplace.random();
    CreatedAccount created =
        people
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    machine.expect(
        created.signInSecret() + "\n" + Workplace.random() + "\n",
        "login",
        "--server",
        server.uri().toString(),
        "--account",
        account,
        "--password-stdin");
    return machine;
  }

  /** What {@code oidc allow --json} prints for a push to {@code main} and these options. */
  public static JsonObject allow(Machine developer, String... options) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of(
                    "--json", "oidc", "allow", "--branch", "main", "--event", "push", "--yes"),
                Stream.of(options))
            .toArray(String[]::new);
    return JsonParser.parseString(developer.expect(NONE, command)).getAsJsonObject();
  }

  /** The same for the workflow of {@link #githubJob}. */
  public JsonObject allowGithub(Machine developer, String... options) throws Exception {
    String[] github = {
      "--repo",
      "acme/shop",
      "--workflow",
      ".github/workflows/coffer.yml",
      "--issuer",
      issuer.address("/github")
    };
    return allow(
        developer, Stream.of(github, options).flatMap(Arrays::stream).toArray(String[]::new));
  }

  /** The same for the jobs of the GitLab project, and one environment. */
  public JsonObject allowGitlab(Machine developer, String environment) throws Exception {
    return allow(
        developer,
        "--project",
        "acme/web/shop",
        "--workflow",
        ".gitlab-ci.yml",
        "--env",
        environment,
        "--issuer",
        issuer.address("/gitlab"));
  }

  /** The runner of a job that has checked out {@code coffer.json}, and nothing else. */
  private Machine checkout(Machine developer, String name) throws Exception {
    // A runner is gone before an archive of the classes, made in the background, is of any use.
    Machine job =
        Machine.unpacked(name)
            .with("COFFER_CACHE", "off")
            .with("COFFER_SERVER", server.uri().toString());
    Files.copy(developer.project().resolve("coffer.json"), job.project().resolve("coffer.json"));
    return job;
  }

  /** Such a job of GitHub Actions, whose commands each ask for a token. */
  Machine githubJob(Machine developer) throws Exception {
    Machine job = checkout(developer, "github");
    githubVariables().forEach(job::with);
    return job;
  }

  /** What GitHub sets in such a job. */
  public Map<String, String> githubVariables() {
    return Map.of(
        "GITHUB_ACTIONS",
        "true",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        REQUEST_TOKEN,
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        "http://127.0.0.1:" + runner.getAddress().getPort() + "/token?api-version=2.0");
  }

  /** Such a job of GitLab, that has no token yet. */
  Machine gitlabJob(Machine developer) throws Exception {
    return checkout(developer, "gitlab").with("GITLAB_CI", "true");
  }

  /** One of {@code id_tokens} of a job for a push to {@code branch}. */
  public String gitlabToken(String branch) throws GeneralSecurityException {
    return given(issuer.token("/gitlab", gitlab(branch)));
  }

  /** What a GitLab job with a token of its own gets. */
  Said gitlabPull(Machine job, String environment) throws Exception {
    job.with("COFFER_GITLAB_OIDC_TOKEN", gitlabToken("main"));
    return job.run(NONE, "pull", "--oidc", "--env=" + environment, "--output=-");
  }
}
