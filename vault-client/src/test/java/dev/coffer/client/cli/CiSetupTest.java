package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.cli.Coffer.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code ci setup} writes, byte for byte. */
class CiSetupTest {
  private static final String GITHUB = ".github/workflows/coffer.yml";
  private static final String SHA256 = "0123456789abcdef".repeat(4);
  private static final String OWNER = "11111111-2222-4333-8444-555555555555";
  private static final String[] SETUP = {"ci", "setup", "github-actions", "--env=production"};

  @TempDir Path place;
  private Path top;
  private Path project;

  @BeforeEach
  void repository() throws Exception {
    assumeTrue(ShellProgram.find("git").isPresent(), "this machine has no git");
    top = Files.createDirectory(place.toRealPath().resolve("shop"));
    project = top;
    git("init", "--quiet", "--initial-branch=trunk");
    git("remote", "add", "origin", "git@github.com:acme/shop.git");
    Files.writeString(top.resolve("coffer.json"), "{\"vault\":\"shop\"}");
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).directory(top.toFile()).start().waitFor()).isZero();
  }

  private Said run(String... words) {
    Map<String, String> environment = Map.of("COFFER_SERVER", "https://coffer.example.com");
    return new Coffer(place.resolve("home"), project, environment).run("", words);
  }

  private static String golden(String name) throws IOException {
    try (var file = CiSetupTest.class.getResourceAsStream("/workflows/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void setup_forGithub_writesTheWorkflowAndSaysThePolicy() throws IOException {
    Said said = run(SETUP);
    assertThat(said)
        .isEqualTo(
            new Said(
                0,
                "coffer oidc allow --repo acme/shop --branch trunk"
                    + " --workflow .github/workflows/coffer.yml --event push --env production\n",
                "wrote .github/workflows/coffer.yml\n"
                    + "set these variables of the repository, or give --archive and --sha256:"
                    + " COFFER_ARCHIVE, COFFER_ARCHIVE_SHA256\nthen let it pull:\n"));
    assertThat(Files.readString(top.resolve(GITHUB))).isEqualTo(golden("github-actions.yml"));
    assertThat(place.resolve("home")).doesNotExist();
  }

  @Test
  void setup_forGitlabBelowTheTop_namesVaultOwnerAndArchive() throws Exception {
    git("remote", "set-url", "origin", "https://gitlab.example.com/acme/web/shop.git");
    project = Files.createDirectories(top.resolve("services/shop"));
    Files.delete(top.resolve("coffer.json"));
    String file = "{\"vault\":\"shop\",\"owner\":\"" + OWNER + "\"}";
    Files.writeString(project.resolve("coffer.json"), file);
    Said said =
        run(
            "ci",
            "setup",
            "gitlab",
            "--env=staging",
            "--audience=it's-ours",
            "--archive=https://files.example.com/coffer-1.0.0.tar.gz",
            "--sha256=" + SHA256);
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .isEqualTo(
            "coffer oidc allow --project acme/web/shop --branch trunk"
                + " --workflow .gitlab-ci.yml --event push --env staging\n");
    assertThat(said.err()).contains("include: [{ local: .gitlab/coffer.yml }]");
    assertThat(Files.readString(top.resolve(".gitlab/coffer.yml"))).isEqualTo(golden("gitlab.yml"));
    assertThat(project.resolve("coffer.json")).hasContent(file);
  }

  @Test
  void setup_fileThatSaysSomethingElse_isLeftAsItIs() throws IOException {
    assertThat(run(SETUP).code()).isZero();
    assertThat(run(SETUP).code()).isZero();
    Files.writeString(top.resolve(GITHUB), "mine");
    Said said = run(SETUP);
    assertThat(said.code()).isEqualTo(4);
    assertThat(said.err()).contains("nothing was changed; --force replaces it");
    assertThat(top.resolve(GITHUB)).hasContent("mine");
    List<String> forced = new ArrayList<>(List.of(SETUP));
    forced.add("--force");
    assertThat(run(forced.toArray(String[]::new)).code()).isZero();
    assertThat(Files.readString(top.resolve(GITHUB))).isEqualTo(golden("github-actions.yml"));
  }

  @Test
  void setup_asJson_hasThePolicyToo() {
    Said said = run("ci", "setup", "github-actions", "--json");
    assertThat(said.out())
        .contains("\"file\": \".github/workflows/coffer.yml\"", "\"allow\": \"coffer oidc allow");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void setup_whatCannotBe_writesNothing() {
    assertThat(run("ci", "setup", "jenkins").err()).contains("github-actions, gitlab");
    assertThat(run("ci", "setup", "gitlab", "--archive=https://x.example/a").err())
        .contains("belong together");
    assertThat(
            run("ci", "setup", "gitlab", "--archive=http://x.example/a", "--sha256=" + SHA256)
                .code())
        .isEqualTo(2);
    assertThat(top.resolve(".gitlab")).doesNotExist();
  }

  @Test
  void setup_serverOnThisMachine_isNamedAsOutOfReach() {
    assertThat(run("ci", "setup", "gitlab", "--server=http://127.0.0.1:8480").err())
        .contains("warning: a job cannot reach http://127.0.0.1:8480");
  }
}
