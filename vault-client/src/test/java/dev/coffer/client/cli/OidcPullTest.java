package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import dev.coffer.client.workload.JobTokens;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job against a server: what it gets, what it refuses, what it shows and what it leaves. */
class OidcPullTest {
  private static final String SECRET = "s3cret-100%-value";
  private static final String OWNER = "11111111-2222-4333-8444-555555555555";
  private static final String KEY = "-----BEGIN KEY-----\nline%0Aone\r\n\nline two\n";
  private static final String[] PULL = {"pull", "--oidc", "--env=production", "--output=.env"};

  @TempDir Path place;
  private CiServer server;
  private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = new CiServer();
    server.identity = JobTokens.forAudience("coffer");
    server.variables.put("API_KEY", SECRET);
    server.variables.put("PEM", KEY);
    folder = Files.createDirectory(place.resolve("checkout"));
    Files.writeString(folder.resolve("coffer.json"), "{\"vault\":\"shop\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Said run(Map<String, String> environment, String... words) {
    return new Coffer(place.resolve("home"), folder, environment).run("", words);
  }

  private Path file() {
    return folder.resolve(".env");
  }

  private void assertNothingShownOrLeft(Said said) throws IOException {
    assertThat(said.out() + said.err())
        .doesNotContain("s3cret", "line two", CiServer.BEARER, server.identity, "runtime-bearer");
    assertLeftOnly("coffer.json");
  }

  private void assertLeftOnly(String... names) throws IOException {
    assertThat(place.resolve("home")).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void pull_onGitlab_writesOneFileAndNothingElse() throws IOException {
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said)
        .isEqualTo(new Said(0, "", "pulled 2 variables to .env (production, version 7)\n"));
    assertThat(Files.readString(file()))
        .isEqualTo(
            "API_KEY="
                + SECRET
                + "\nPEM=\""
                + KEY.replace("\r", "\\r").replace("\n", "\\n")
                + "\"\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertLeftOnly("coffer.json", ".env");
    assertThat(server.requests)
        .containsExactly(
            "POST /api/vault/oidc", "GET /api/vaults/shop/ci-pull?env=production&sealTo=…");
    assertThat(server.exchanges.get(0).env()).isEqualTo("production");
    assertThat(server.exchanges.get(0).policyId()).isNull();
  }

  @Test
  void pull_onGithub_masksEachLineBeforeAndAsksWithTheAudience() {
    Map<String, String> job = server.githubJob();
    job.put("COFFER_OIDC_AUDIENCE", "https://coffer.example");
    server.identity = JobTokens.forAudience("https://coffer.example");
    Said said = run(job, PULL);
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .isEqualTo(
            """
            ::add-mask::s3cret-100%25-value
            ::add-mask::-----BEGIN KEY-----
            ::add-mask::line%250Aone
            ::add-mask::line two
            """);
    assertThat(said.err()).doesNotContain("s3cret", "line");
    assertThat(server.requests.get(0))
        .isEqualTo("GET /github?api-version=2.0&audience=https%3A%2F%2Fcoffer.example");
  }

  @Test
  void pull_onGithubWithoutMasks_printsNone() {
    Said said = run(server.githubJob(), "pull", "--oidc", "--output=.env", "--no-mask");
    assertThat(said.out()).isEmpty();
    assertThat(server.exchanges.get(0).env()).isEqualTo("default");
  }

  @Test
  void pull_toStandardOutput_printsDataOnlyAndWarns() throws IOException {
    Said said = run(server.githubJob(), "pull", "--oidc", "--output=-", "--format", "json");
    assertThat(said.out()).startsWith("{").contains("\"API_KEY\": \"" + SECRET + "\"");
    assertThat(said.out()).doesNotContain("::add-mask::");
    assertThat(said.err()).contains("warning: standard output is data").doesNotContain("s3cret");
    assertLeftOnly("coffer.json");
  }

  @Test
  void pull_asScriptOfGithub_bringsItsOwnMasks() {
    Said said =
        run(server.githubJob(), "pull", "--oidc", "--output=-", "--format", "github-actions");
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).startsWith("cat <<'").contains("::add-mask::s3cret-100%25-value\n");
  }

  @Test
  void pull_asJson_saysWhatBecameOfIt() {
    Said said = run(server.githubJob(), "pull", "--oidc", "--output=v.yaml", "--json");
    assertThat(said.out())
        .contains("\"version\": 7", "\"pulled\": 2", "\"to\": \"v.yaml\"")
        .doesNotContain("add-mask", "s3cret");
    assertThat(folder.resolve("v.yaml")).content().contains("API_KEY: \"" + SECRET + "\"");
  }

  @Test
  void pull_fileThatIsThere_isReplacedAtOnce() throws IOException {
    Files.writeString(file(), "OLD=1\n");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run(server.gitlabJob(), PULL).code()).isZero();
    assertThat(file()).content().doesNotContain("OLD");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void pull_fileThatIsALink_isRefusedBeforeAnythingIsAsked() throws IOException {
    Path elsewhere = Files.writeString(place.resolve("elsewhere"), "mine");
    Files.createSymbolicLink(file(), elsewhere);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(2);
    assertThat(elsewhere).hasContent("mine");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void pull_valueThatTheFormatCannotCarry_leavesTheOldFile() throws IOException {
    server.variables.put("HARD", "a'b\"c`d\ne#");
    Files.writeString(file(), "OLD=1\n");
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("HARD").doesNotContain("a'b");
    assertThat(file()).hasContent("OLD=1\n");
  }

  @Test
  void pull_withoutProject_takesVaultAndServerFromTheEnvironment() throws IOException {
    Files.delete(folder.resolve("coffer.json"));
    Map<String, String> job = server.gitlabJob();
    Said none = run(job, PULL);
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no vault is known", "set COFFER_VAULT_ID");
    job.put("LPM_VAULT_ID", "second");
    assertThat(run(job, PULL).code()).isZero();
    job.put("COFFER_VAULT_ID", "first");
    assertThat(run(job, PULL).code()).isZero();
    assertThat(server.exchanges).extracting("vaultId").containsExactly("second", "first");
    job.put("COFFER_VAULT_ID", "no id");
    assertThat(run(job, PULL).err()).contains("is no vault id").doesNotContain("no id\"");
  }

  @Test
  void pull_serverOfTheProject_isAskedWithoutAnyLogin() throws IOException {
    Files.writeString(
        folder.resolve("coffer.json"),
        "{\"vault\":\"shop\",\"server\":\"" + server.address() + "\"}");
    Map<String, String> job = server.gitlabJob();
    job.remove("COFFER_SERVER");
    assertThat(run(job, PULL).code()).isZero();
    Files.writeString(folder.resolve("coffer.json"), "{\"vault\":\"shop\"}");
    assertThat(run(job, PULL).err()).contains("no server is known");
    assertThat(run(job, "pull", "--oidc", "--output=.env", "--server", server.address()).code())
        .isZero();
  }

  @Test
  void pull_owner_isAskedFor_thenTheVariables_thenTheProjects() throws IOException {
    Files.writeString(
        folder.resolve("coffer.json"), "{\"vault\":\"shop\",\"owner\":\"" + OWNER + "\"}");
    Map<String, String> job = server.gitlabJob();
    assertThat(run(job, PULL).code()).isZero();
    job.put("COFFER_OWNER", "of the variable");
    assertThat(run(job, PULL).code()).isZero();
    assertThat(run(job, "pull", "--oidc", "--output=.env", "--owner=of the option").code())
        .isZero();
    job.remove("COFFER_OWNER");
    job.put("COFFER_VAULT_ID", "another");
    assertThat(run(job, PULL).code()).isZero();
    job.put("COFFER_VAULT_ID", "shop");
    assertThat(run(job, PULL).code()).isZero();
    assertThat(server.exchanges)
        .extracting("owner")
        .containsExactly(OWNER, "of the variable", "of the option", null, OWNER);
  }

  @Test
  void pull_ownerOfTheProjectThatIsNone_asksNobody() throws IOException {
    Files.writeString(folder.resolve("coffer.json"), "{\"vault\":\"shop\",\"owner\":\"ada\"}");
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("'owner' is not the id");
    assertNothingShownOrLeft(said);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void pull_policyThatIsNamed_isSentAndMustBeTheOneThatDecides() {
    Map<String, String> job = server.gitlabJob();
    job.put("COFFER_OIDC_POLICY_ID", CiServer.POLICY);
    assertThat(run(job, PULL).code()).isZero();
    assertThat(server.exchanges.get(0).policyId()).isEqualTo(CiServer.POLICY);
    Said other = run(job, "pull", "--oidc", "--output=x", "--policy", "f".repeat(32));
    assertThat(other.code()).isEqualTo(6);
    assertThat(other.err()).contains("another vault, environment or policy");
    assertThat(run(job, "pull", "--oidc", "--output=x", "--policy", "nothing").code()).isEqualTo(2);
  }

  @Test
  void pull_environmentThatInherits_saysThatItsBasesAreNotThere() throws IOException {
    Files.writeString(
        folder.resolve("coffer.json"),
        "{\"vault\":\"shop\",\"environments\":{\"production\":{\"extends\":\"default\"}},"
            + "\"env\":{\"prod\":\".env.production\"}}");
    Said said = run(server.gitlabJob(), "pull", "--oidc", "--env=prod", "--output=.env");
    assertThat(said.code()).isZero();
    assertThat(said.err()).contains("'production' inherits from default; a job gets its own");
    assertThat(server.exchanges.get(0).env()).isEqualTo("production");
  }

  @ParameterizedTest
  @CsvSource({
    "token_invalid, 401, 3",
    "audience_not_allowed, 401, 3",
    "token_replayed, 401, 3",
    "policy_not_found, 403, 3",
    "branch_not_allowed, 403, 3",
    "escrow_missing, 403, 3",
    "not_found, 404, 7"
  })
  void pull_refused_saysTheServersReasonAndHint(String code, int status, int exitCode)
      throws IOException {
    server.refusal = problem(status, code);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said)
        .isEqualTo(
            new Said(
                exitCode,
                "",
                "coffer: the server says: no, because of the branch\nhint: allow it\n"));
    assertNothingShownOrLeft(said);
    assertThat(server.requests).containsExactly("POST /api/vault/oidc");
  }

  private static Map<String, Object> problem(int status, String code) {
    Map<String, Object> problem = new HashMap<>();
    problem.put("status", status);
    problem.put("code", code);
    problem.put("detail", "no, because of the branch");
    problem.put("hint", "allow it");
    return problem;
  }

  @Test
  void pull_tooOften_saysWhenToComeBack() throws IOException {
    server.refusal =
        Map.of("status", 429, "code", "rate_limited", "detail", "slowly", "retryAfterSeconds", 90);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("hint: try again in 90 seconds");
    assertNothingShownOrLeft(said);
  }

  @Test
  void pull_refusedWithoutHint_namesTheDoctor() {
    server.refusal = Map.of("status", 403, "code", "policy_expired", "detail", "over");
    assertThat(run(server.gitlabJob(), PULL).err())
        .isEqualTo(
            """
            coffer: the server says: over
            hint: run 'coffer ci doctor' in the job: it says what to change
            """);
  }

  @Test
  void pull_policyRevokedBetweenExchangeAndPull_isRefused() throws IOException {
    server.pullRefusal = Map.of("status", 401, "code", "not_signed_in");
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("its policy was revoked").doesNotContain("login");
    assertNothingShownOrLeft(said);
  }

  @Test
  void pull_serverAway_doesNotSpeakOfALocalCopy() throws IOException {
    Map<String, String> job = server.gitlabJob();
    server.close();
    Said said = run(job, PULL);
    assertThat(said.code()).isEqualTo(5);
    assertThat(said.err()).contains("hint: nothing was written").doesNotContain("local copy");
    assertNothingShownOrLeft(said);
    server.refusal = Map.of();
  }

  @Test
  void pull_noJob_says() throws IOException {
    Said said = run(Map.of("COFFER_SERVER", server.address()), PULL);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("no job of a CI platform");
    assertNothingShownOrLeft(said);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void pull_offline_asksNobody() throws IOException {
    Said said = run(server.githubJob(), "--offline", "pull", "--oidc", "--output=.env");
    assertThat(said.code()).isEqualTo(5);
    assertNothingShownOrLeft(said);
    assertThat(server.requests).isEmpty();
  }

  /** A lie, and what is said about it. */
  private record Lie(String name, String said, java.util.function.Consumer<CiServer> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Lie pulled(String name, String said, UnaryOperator<PulledEnvironment> change) {
    return new Lie(name, said, server -> server.pulled = change);
  }

  private static Lie place(String name, UnaryOperator<SealedAnswerContext> change) {
    return new Lie(name, "cannot open", server -> server.place = change);
  }

  private static Lie exchanged(String name, UnaryOperator<ExchangedToken> change) {
    return new Lie(name, "another vault, environment", server -> server.exchanged = change);
  }

  static List<Lie> lies() {
    return List.of(
        new Lie("no signature", "carries no X-Coffer-Signature", s -> s.signature = v -> ""),
        new Lie(
            "signature of other bytes", "signature does not match", s -> s.signature = v -> "AAAA"),
        pulled(
            "values in the open",
            "did not seal",
            a -> new PulledEnvironment(a.env(), 7, Map.of("A", "s3cret"), null)),
        pulled(
            "both",
            "did not seal",
            a -> new PulledEnvironment(a.env(), 7, Map.of("A", "s3cret"), a.sealed())),
        pulled("no version", "did not seal", a -> new PulledEnvironment(a.env(), null, null, "A")),
        pulled(
            "another environment's name",
            "another vault, environment",
            a -> new PulledEnvironment("default", 7, null, a.sealed())),
        pulled(
            "another version",
            "cannot open",
            a -> new PulledEnvironment(a.env(), 8, null, a.sealed())),
        pulled("no base64", "cannot be read", a -> new PulledEnvironment(a.env(), 7, null, "?!")),
        pulled("too short", "cannot open", a -> new PulledEnvironment(a.env(), 7, null, "AAAA")),
        place(
            "sealed for another environment",
            p ->
                new SealedAnswerContext(
                    p.vault(), new EnvironmentName("staging"), p.version(), p.recipient())),
        place(
            "sealed for an older version",
            p -> new SealedAnswerContext(p.vault(), p.environment(), 6, p.recipient())),
        exchanged(
            "token for another vault",
            t -> new ExchangedToken(t.token(), null, t.policyId(), "bank", t.env(), true)),
        exchanged(
            "token for another environment",
            t -> new ExchangedToken(t.token(), null, t.policyId(), t.vaultId(), "x", true)),
        new Lie(
            "no token",
            "gave no token",
            s ->
                s.exchanged =
                    t -> new ExchangedToken(null, null, null, t.vaultId(), t.env(), true)));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void pull_answerThatIsALie_isRefusedAndNothingWritten(Lie lie) throws IOException {
    lie.told().accept(server);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(6);
    assertThat(said.err()).contains(lie.said());
    assertNothingShownOrLeft(said);
  }

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

  @Test
  void help_ofBothFaces_leadsFromOneToTheOther() {
    assertThat(run(Map.of(), "pull", "--help").out()).contains("coffer pull --oidc --help");
    assertThat(run(Map.of(), "pull", "--oidc", "--help").out()).contains("--output=FILE");
    assertThat(run(Map.of(), "run", "--help").out()).contains("coffer run --oidc --help");
    String run = run(Map.of(), "run", "--oidc", "--help").out();
    assertThat(run).contains("--audience=A").doesNotContain("--json", "--watch");
  }

  @Test
  void pull_withoutOutput_asksForIt() {
    Said said = run(server.gitlabJob(), "pull", "--oidc");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--output");
    assertThat(server.requests).isEmpty();
  }
}
