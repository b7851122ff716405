package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard in a repository of the real git. */
class GuardTest {
  private static final String VALUE = "s3cr3t-value-of-the-shop";
  private static final String STAGING = "another-s3cr3t-for-staging";

  @TempDir Path place;

  private Path repository;
  private Coffer coffer;

  private record Git(int code, String text) {}

  @BeforeEach
  void repository() throws IOException, InterruptedException {
    assumeTrue(ShellProgram.find("git").isPresent(), "git is not installed");
    repository = Files.createDirectories(place.resolve("shop"));
    coffer = new Coffer(place.resolve("home"), repository);
    git("init", "-q");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.com");
    coffer.run("", "init", "--vault", "shop");
    coffer.run(VALUE, "set", "API_KEY");
    coffer.run(STAGING, "set", "API_KEY", "--env", "staging");
    coffer.run("production", "set", "MODE");
    git("add", ".");
    git("commit", "-qm", "start");
  }

  private Git git(String... arguments) throws IOException, InterruptedException {
    return git(repository, arguments);
  }

  private Git git(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Git(process.waitFor(), text);
  }

  private void write(String name, String content) throws IOException {
    Path file = repository.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Path executable(String name, String script) throws IOException {
    Path file = place.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The command as the hook finds it, with this test's home. */
  private String program() throws IOException {
    String words = String.join("' '", CommandProcess.coffer());
    return executable(
            "bin/coffer",
            "COFFER_HOME='"
                + coffer.home()
                + "' COFFER_KEYCHAIN=file exec '"
                + words
                + "' \"$@\"\n")
        .toString();
  }

  private String head() throws IOException, InterruptedException {
    return git("rev-parse", "HEAD").text();
  }

  @Test
  void commit_withAValue_isRefusedByNameAndNotByValue() throws IOException, InterruptedException {
    assertThat(coffer.run("", "guard", "install", "--program", program()).code()).isZero();
    String before = head();
    write("src/app.js", "// keys\nconst key = '" + VALUE + "';\n");
    git("add", ".");
    Git refused = git("commit", "-qm", "leak");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.text())
        .contains("src/app.js:2: value of API_KEY (default)", "git commit --no-verify")
        .doesNotContain(VALUE);
    assertThat(head()).isEqualTo(before);
    assertThat(git("commit", "--no-verify", "-qm", "leak").code()).isZero();
  }

  @Test
  void commit_withoutAValue_isMadeAndNothingIsSaid() throws IOException, InterruptedException {
    coffer.run("", "guard", "install", "--program", program());
    write("src/app.js", "const mode = 'production';\n");
    git("add", ".");
    // What is not staged is no part of the commit.
    write("src/app.js", VALUE);
    assertThat(git("commit", "-qm", "fine")).isEqualTo(new Git(0, ""));
  }

  @Test
  void commit_whereTheProgramIsGone_isRefusedWithWhatToDo()
      throws IOException, InterruptedException {
    coffer.run("", "guard", "install", "--program", place + "/gone");
    Git refused = git("commit", "--allow-empty", "-qm", "x");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.text()).contains("is not found", "hint: ");
  }

  @Test
  void install_overAnotherHook_runsItFirstAndPutsItBack() throws IOException, InterruptedException {
    Path hook = repository.resolve(".git/hooks/pre-commit");
    executable("shop/.git/hooks/pre-commit", "echo other hook $#; exit ${OTHER_CODE:-0}\n");
    byte[] original = Files.readAllBytes(hook);
    String program = executable("bin/quiet", "echo searched \"$@\"\n").toString();
    assertThat(coffer.run("", "guard", "install", "--program", program).err())
        .contains("the one that was there runs before it");
    assertThat(coffer.run("", "guard", "install", "--program", program).code()).isZero();
    assertThat(git("commit", "--allow-empty", "-qm", "x").text())
        .isEqualTo("other hook 0\nsearched guard scan --staged --quiet\n");
    assertThat(coffer.run("", "guard", "status").out()).startsWith("installed: ");
    assertThat(coffer.run("", "guard", "uninstall").code()).isZero();
    assertThat(hook).hasBinaryContent(original).isExecutable();
    try (var left = Files.list(hook.getParent())) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("coffer") || name.endsWith(".tmp"));
    }
    assertThat(coffer.run("", "guard", "uninstall").code()).isEqualTo(7);
  }

  @Test
  void install_afterAnotherHookReplacedOurs_isRefusedAndChangesNothing() throws IOException {
    executable("shop/.git/hooks/pre-commit", "exit 0\n");
    coffer.run("", "guard", "install");
    Path hook = executable("shop/.git/hooks/pre-commit", "exit 1\n");
    assertThat(coffer.run("", "guard", "install").code()).isEqualTo(4);
    assertThat(hook).hasContent("#!/bin/sh\nexit 1\n");
    assertThat(hook.resolveSibling("pre-commit.before-coffer")).hasContent("#!/bin/sh\nexit 0\n");
  }

  @Test
  void install_overALink_leavesWhatItNames() throws IOException {
    Path script = executable("shop/tools/hook", "exit 0\n");
    Path hook = repository.resolve(".git/hooks/pre-commit");
    Files.createSymbolicLink(hook, Path.of("../../tools/hook"));
    coffer.run("", "guard", "install");
    assertThat(script).hasContent("#!/bin/sh\nexit 0\n");
    assertThat(Files.isSymbolicLink(hook)).isFalse();
    coffer.run("", "guard", "uninstall");
    assertThat(Files.isSymbolicLink(hook)).isTrue();
  }

  @Test
  void install_whereHooksPathIsOutside_isRefusedWithTheLineToAdd()
      throws IOException, InterruptedException {
    Path shared = Files.createDirectories(place.resolve("shared-hooks"));
    git("config", "core.hooksPath", shared.toString());
    Coffer.Said said = coffer.run("", "guard", "install");
    assertThat(said.code()).isEqualTo(4);
    assertThat(said.err()).contains("coffer guard scan --staged --quiet || exit");
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void install_whereHooksPathIsInside_isThere() throws IOException, InterruptedException {
    git("config", "core.hooksPath", ".hooks");
    assertThat(coffer.run("", "guard", "install").code()).isZero();
    assertThat(repository.resolve(".hooks/pre-commit")).isExecutable();
  }

  @Test
  void install_inAnotherWorkTree_servesAll() throws IOException, InterruptedException {
    Path tree = place.resolve("tree");
    git("worktree", "add", "-q", tree.toString());
    String program = executable("bin/quiet", "echo searched \"$@\"\n").toString();
    Coffer there = new Coffer(coffer.home(), tree);
    assertThat(there.run("", "guard", "install", "--program", program).code()).isZero();
    assertThat(repository.resolve(".git/hooks/pre-commit")).isExecutable();
    assertThat(git(tree, "commit", "--allow-empty", "-qm", "x").text()).contains("searched");
  }

  @Test
  void install_outsideOfGit_isRefused() throws IOException {
    Path elsewhere = Files.createDirectories(place.resolve("elsewhere"));
    assertThat(new Coffer(coffer.home(), elsewhere).run("", "guard", "install").code())
        .isEqualTo(2);
  }

  @Test
  void scan_ofTheWorkTree_passesOverIgnoredFilesUnlessTheyAreNamed() throws IOException {
    write(".gitignore", "dist\n");
    write("dist/bundle.js", "a='" + VALUE + "'");
    write("notes/new file.txt", STAGING);
    Coffer.Said all = coffer.run("", "guard", "scan");
    assertThat(all.out()).isEqualTo("notes/new file.txt:1: value of API_KEY (staging)\n");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.err()).contains("not guarded: MODE (default), a single word");
    assertThat(coffer.run("", "guard", "scan", "dist").out())
        .isEqualTo("dist/bundle.js:1: value of API_KEY (default)\n");
    assertThat(coffer.run("", "guard", "scan", "missing").code()).isEqualTo(7);
  }

  @Test
  void scan_ofARange_findsWhatALaterCommitTookAway() throws IOException, InterruptedException {
    String start = head().strip();
    write("config.yml", "key: " + VALUE);
    git("add", ".");
    git("commit", "-qm", "leak");
    write("config.yml", "key: none");
    git("commit", "-qam", "no leak");
    assertThat(coffer.run("", "guard", "scan").code()).isZero();
    Coffer.Said said = coffer.run("", "guard", "scan", "--range", start + "..HEAD");
    assertThat(said.out()).isEqualTo("config.yml:1: value of API_KEY (default)\n");
    assertThat(said.code()).isEqualTo(1);
    assertThat(coffer.run("", "guard", "scan", "--range", "HEAD..HEAD").code()).isZero();
    assertThat(coffer.run("", "guard", "scan", "--range", "nothing..HEAD").code()).isEqualTo(1);
    assertThat(coffer.run("", "guard", "scan", "--range=--all").code()).isEqualTo(2);
  }

  @Test
  void scan_beforeTheFirstCommit_seesWhatIsStaged() throws IOException, InterruptedException {
    Path fresh = Files.createDirectories(place.resolve("fresh"));
    git(fresh, "init", "-q");
    Files.writeString(fresh.resolve("coffer.json"), "{\"vault\": \"shop\"}");
    Files.writeString(fresh.resolve("line\nend"), VALUE);
    git(fresh, "add", ".");
    Coffer.Said said = new Coffer(coffer.home(), fresh).run("", "guard", "scan", "--staged");
    assertThat(said.out()).isEqualTo("line\uFFFDend:1: value of API_KEY (default)\n");
  }

  @Test
  void scan_inAFolderOfProjects_searchesForAllTheirValues() throws IOException {
    write("other/coffer.json", "{\"vault\": \"other\"}");
    new Coffer(coffer.home(), repository.resolve("other")).run("0ther-s3cr3t!", "set", "TOKEN");
    write("README", "0ther-s3cr3t!");
    assertThat(coffer.run("", "guard", "scan").out())
        .isEqualTo("README:1: value of TOKEN (default)\n");
  }

  @Test
  void scan_forAllVaults_knowsThoseOfOtherFoldersToo() throws IOException {
    Path elsewhere = Files.createDirectories(place.resolve("elsewhere"));
    Coffer there = new Coffer(coffer.home(), elsewhere);
    there.run("", "init", "--vault", "elsewhere");
    there.run("0ther-s3cr3t!", "set", "TOKEN");
    write("README", "0ther-s3cr3t!");
    assertThat(coffer.run("", "guard", "scan").code()).isZero();
    assertThat(coffer.run("", "guard", "scan", "--all-vaults").code()).isEqualTo(1);
  }

  @Test
  void allowedKey_mayStand_untilItIsGuardedAgain() throws IOException {
    write("README", VALUE + "\n" + STAGING);
    coffer.run("", "guard", "allow", "API_KEY", "--env", "default");
    assertThat(coffer.run("", "guard", "scan").out())
        .isEqualTo("README:2: value of API_KEY (staging)\n");
    coffer.run("", "guard", "allow", "API_KEY");
    assertThat(coffer.run("", "guard", "scan").code()).isZero();
    coffer.run("", "guard", "allow", "API_KEY", "--undo");
    assertThat(coffer.run("", "guard", "scan").code()).isEqualTo(1);
    assertThat(repository.resolve("coffer.json")).content().contains("default/API_KEY");
  }

  @Test
  void scan_withoutALocalVault_saysSoAndLetsTheHookPass() throws IOException {
    Coffer stranger = new Coffer(place.resolve("empty"), repository);
    assertThat(stranger.run("", "guard", "scan", "--staged", "--quiet").code()).isZero();
    Coffer.Said said = stranger.run("", "guard", "scan");
    assertThat(said.code()).isEqualTo(7);
    assertThat(place.resolve("empty")).doesNotExist();
  }

  @Test
  void scan_leavesNothingOnDisk() throws IOException {
    write("README", VALUE);
    List<Path> before = files();
    coffer.run("", "guard", "scan");
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(place)) {
      return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
