package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import dev.coffer.client.workload.JobTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a job asks for, what it gets, what it shows and what it leaves. */
final class OidcPullTest extends CiCheckout {
  private static final String OWNER = "11111111-2222-4333-8444-555555555555";

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

  /** The server's audit log tells this command from others. The platform is not told anything. */
  @Test
  void pull_namesTheProgram_toTheServerAlone() {
    assertThat(run(server.githubJob(), PULL).code()).isZero();
    assertThat(server.requests).hasSize(3).first().asString().startsWith("GET /github");
    assertThat(server.programs).containsExactly("", "coffer", "coffer");
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
