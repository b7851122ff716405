package dev.coffer.client.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
