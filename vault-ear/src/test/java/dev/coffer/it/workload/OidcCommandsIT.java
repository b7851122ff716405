package dev.coffer.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged {@code coffer oidc} on policies that a server has and that runs have used. */
final class OidcCommandsIT {
  private static final String NONE = "";
  private static final String[] ALLOW = {
    "oidc",
    "allow",
    "--repo",
    "acme/shop",
    "--workflow",
    "coffer.yml",
    "--env",
    "production",
    "--yes"
  };

  private static CiWorkplace place;
  private Machine developer;

  @BeforeAll
  static void begin() throws Exception {
    place = CiWorkplace.running();
  }

  @BeforeEach
  void project() throws Exception {
    developer = place.developer("dev");
    Files.writeString(developer.project().resolve(".env.production"), "MODE=live\n");
    developer.expect(NONE, "init");
    developer.expect(NONE, "push");
  }

  private JsonObject json(Machine machine, String... command) throws Exception {
    return JsonParser.parseString(machine.expect(NONE, command)).getAsJsonObject();
  }

  private static Said pull(Machine job) throws Exception {
    return job.run(NONE, "pull", "--oidc", "--env=production", "--output=-", "--no-mask");
  }

  private Path file() {
    return developer.project().resolve("coffer.json");
  }

  @Test
  void pin_writesTheIdsOfTheFirstRun_whichListShowAndLintTell() throws Exception {
    JsonObject allowed = place.allowGithub(developer, "--env", "production");
    String id = allowed.get("policy").getAsString();
    assertThat(allowed.get("ownerRecord").getAsString()).isEqualTo("written");
    assertThat(developer.expect(NONE, "oidc", "list")).contains(id.substring(0, 8), "acme/shop");
    Said lint = developer.run(NONE, "oidc", "lint");
    assertThat(lint.status()).as("%s", lint).isEqualTo(1);
    assertThat(lint.output()).contains("ids_not_pinned");

    Said early = developer.run(NONE, "oidc", "pin", id, "--yes");
    assertThat(early.status()).as("%s", early).isEqualTo(7);
    assertThat(early.talk()).contains("seen no run of it yet");
    assertThat(developer.expect(NONE, "oidc", "show", id)).doesNotContain("repository-id");

    Machine job = place.githubJob(developer);
    assertThat(pull(job).output()).contains("MODE=live");
    assertThat(developer.run(NONE, "oidc", "show", id).talk())
        .contains("repository id 777001, owner id 4242", allowed.get("owner").getAsString());
    assertThat(json(developer, "--json", "oidc", "pin", id, "--yes").get("status").getAsString())
        .isEqualTo("pinned");
    assertThat(developer.expect(NONE, "oidc", "show", id))
        .contains("repository-id 777001", "owner-id 4242");
    assertThat(developer.run(NONE, "oidc", "lint").output()).doesNotContain("ids_not_pinned");
    assertThat(json(developer, "--json", "oidc", "pin", id, "--yes").get("status").getAsString())
        .isEqualTo("unchanged");
    assertThat(pull(job).output()).contains("MODE=live");
    assertThat(json(developer, "--json", "oidc", "list").getAsJsonArray("policies")).hasSize(1);
  }

  @Test
  void allow_whereAnotherOwnerStands_warnsAndLeavesTheFile() throws Exception {
    String another = UUID.randomUUID().toString();
    String text =
        Files.readString(file())
            .replaceFirst("\"vault\"", "\"owner\": \"" + another + "\",\n  \"vault\"");
    Files.writeString(file(), text);
    Said said = developer.run(NONE, ALLOW);
    assertThat(said.status()).as("%s", said).isZero();
    assertThat(said.talk()).contains("warning: coffer.json names another owner");
    assertThat(file()).hasContent(text);
    Said refused = pull(place.githubJob(developer));
    assertThat(refused.status()).as("%s", refused).isEqualTo(3);
    assertThat(refused.output()).isEmpty();
  }

  @Test
  void allow_whereTheOwnerIsNoId_isRefused_andSetsNothing() throws Exception {
    String text = Files.readString(file());
    Files.writeString(file(), text.replaceFirst("\"vault\"", "\"owner\": \"ada\",\n  \"vault\""));
    Said said = developer.run(NONE, ALLOW);
    assertThat(said.status()).as("%s", said).isEqualTo(2);
    assertThat(said.talk()).contains("coffer.json cannot be used", "'owner' is not the id");
    Files.writeString(file(), text);
    assertThat(developer.expect(NONE, "oidc", "list")).isEmpty();
  }

  @Test
  void policies_ofAnOrganisationsVault_areItsOwn_fromEveryFolder() throws Exception {
    String acme = "o" + Workplace.random();
    developer.expect(NONE, "org", "create", acme);
    place.allowGithub(developer, "--env", "production");
    String personal = JsonParser.parseString(Files.readString(file())).toString();
    assertThat(personal).contains("\"owner\"");
    developer.expect(NONE, "share", "--org", acme);
    assertThat(Files.readString(file())).doesNotContain("\"owner\"");
    Machine job = place.githubJob(developer);
    assertThat(pull(job).status()).as("before the organisation has a policy").isEqualTo(3);

    JsonObject allowed = place.allowGithub(developer, "--env", "production");
    assertThat(allowed.get("ownerRecord").getAsString()).isEqualTo("known");
    assertThat(Files.readString(file())).contains(allowed.get("owner").getAsString());
    assertThat(pull(job).output()).contains("MODE=live");

    Machine elsewhere = developer.in("elsewhere");
    Path plain = elsewhere.project().resolve("coffer.json");
    String vault = JsonParser.parseString(personal).getAsJsonObject().get("vault").getAsString();
    Files.writeString(plain, "{\"vault\": \"" + vault + "\"}\n");
    String id = allowed.get("policy").getAsString();
    assertThat(elsewhere.expect(NONE, "oidc", "list", "--org", acme)).contains(id.substring(0, 8));
    assertThat(elsewhere.expect(NONE, "oidc", "show", id, "--org", acme))
        .contains("repository acme/shop");
    Said lint = elsewhere.run(NONE, "oidc", "lint", "--org", acme);
    assertThat(lint.status()).as("%s", lint).isEqualTo(1);
    assertThat(lint.talk()).contains("policies looked at");
    JsonObject pinned = json(elsewhere, "--json", "oidc", "pin", id, "--yes", "--org", acme);
    assertThat(pinned.get("repositoryId").getAsString()).isEqualTo("777001");
    assertThat(pull(job).output()).contains("MODE=live");

    elsewhere.expect(NONE, "oidc", "revoke", id, "--org", acme);
    assertThat(developer.expect(NONE, "oidc", "list")).doesNotContain(id.substring(0, 8));
    Said refused = pull(job);
    assertThat(refused.status()).as("%s", refused).isEqualTo(3);
    assertThat(refused.output()).isEmpty();
  }
}
