package dev.coffer.client.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitIgnoreTest {
  @TempDir Path folder;

  private void underGit(String ignored) throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".gitignore"), ignored);
  }

  private String ignored() throws IOException {
    return Files.readString(folder.resolve(".gitignore"));
  }

  @Test
  void cover_notUnderGit_writesNothing() {
    assertThat(GitIgnore.cover(folder.resolve(".env"))).isFalse();
    assertThat(folder.resolve(".gitignore")).doesNotExist();
  }

  @Test
  void cover_notIgnored_addsOneLineOnce() throws IOException {
    underGit("target/");
    assertThat(GitIgnore.cover(folder.resolve(".env"))).isTrue();
    assertThat(GitIgnore.cover(folder.resolve(".env"))).isFalse();
    assertThat(ignored()).isEqualTo("target/\n/.env\n");
  }

  @Test
  void cover_inAFolderBelow_writesBesideTheFile() throws IOException {
    underGit("");
    Path below = Files.createDirectories(folder.resolve("app"));
    assertThat(GitIgnore.cover(below.resolve(".env"))).isTrue();
    assertThat(below.resolve(".gitignore")).hasContent("/.env");
    assertThat(ignored()).isEmpty();
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("git.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("git.log"))).isZero();
  }

  @Test
  void covering_aTrackedFile_saysThatGitGoesOnAndWhatToDo() throws Exception {
    assumeTrue(hasGit(), "git is not installed");
    git("init", "-q");
    Path file = Files.writeString(folder.resolve(".env"), "KEY=value");
    assertThat(GitIgnore.covering(file)).containsExactly("added .env to .gitignore");
    assertThat(GitIgnore.covering(file)).isEmpty();
    git("add", "--force", ".env");
    assertThat(GitIgnore.covering(file))
        .singleElement()
        .satisfies(said -> assertThat(said).contains("git tracks .env", "'git rm --cached .env'"));
    git("rm", "-q", "--cached", ".env");
    assertThat(GitIgnore.covering(file)).isEmpty();
    assertThat(ignored()).isEqualTo("/.env\n");
  }

  private static boolean hasGit() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "git")));
  }

  @ParameterizedTest
  @ValueSource(strings = {".env.staging", "/.env.staging", ".env*", "/.env.*", "*", "*.staging"})
  void cover_aPatternCoversIt_addsNothing(String pattern) throws IOException {
    underGit(pattern + "\n");
    assertThat(GitIgnore.cover(folder.resolve(".env.staging"))).isFalse();
    assertThat(ignored()).isEqualTo(pattern + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#.env", "!.env", ".env.local", "sub/.env", ".environment"})
  void cover_nothingCoversIt_addsALine(String line) throws IOException {
    underGit(line + "\n");
    assertThat(GitIgnore.cover(folder.resolve(".env"))).isTrue();
    assertThat(ignored()).isEqualTo(line + "\n/.env\n");
  }
}
