package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.cli.pages.ManualPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  @TempDir static Path place;

  @BeforeAll
  static void write() throws IOException {
    Pages.write(
        new Coffer(place, place).shell(), place, new ManualPage.Edition("1.2.3", "2026-01-31"));
  }

  private static String page(String name) throws IOException {
    return Files.readString(place.resolve("man").resolve(name));
  }

  /** What a formatter of manual pages says about all of them at once; it is to say nothing. */
  private static String complaints(String... formatter) throws IOException {
    List<String> words =
        List.of("sh", "-c", String.join(" ", formatter) + " man/*.1 2>&1 >/dev/null");
    Process process = new ProcessBuilder(words).directory(place.toFile()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void assumeFound(String program) {
    assumeTrue(ShellProgram.find(program).isPresent(), program + " is not installed");
  }

  @Test
  void pages_areThereForEveryCommand() throws IOException {
    assertThat(page("coffer.1")).contains("COFFER_HOME", "EXIT STATUS", "coffer\\-get\\fR(1)");
    assertThat(page("coffer-get.1"))
        .startsWith(".TH \"COFFER\\-GET\" \"1\" \"2026-01-31\" \"Coffer 1.2.3\" \"Coffer\"\n")
        .contains("\ncoffer get API_KEY\n", "\\fB\\-\\-env\\fR=\\fINAME\\fR");
    assertThat(page("coffer-oidc-allow.1")).contains("\\-\\-allow\\-forks", "\\-\\-replace");
    assertThat(page("coffer-device-approve.1")).contains("coffer\\-device\\fR(1)");
    assertThat(place.resolve("man/coffer-complete.1")).doesNotExist();
  }

  @Test
  void pages_areAscii() throws IOException {
    try (var pages = Files.list(place.resolve("man"))) {
      assertThat(pages.toList())
          .allSatisfy(page -> assertThat(Files.readString(page).chars()).allMatch(c -> c < 0x80));
    }
  }

  @Test
  void groff_hasNothingToSay() throws IOException {
    assumeFound("groff");
    assertThat(complaints("groff", "-man", "-ww", "-Tascii")).isEmpty();
  }

  @Test
  void mandoc_hasNothingToSay() throws IOException {
    assumeFound("mandoc");
    assertThat(complaints("mandoc", "-W", "warning")).isEmpty();
  }

  @Test
  void exitCodesAndVariables_areThoseOfTheDocumentation() throws IOException {
    String documented = Files.readString(Path.of("../docs/cli.md"));
    page("coffer.1")
        .lines()
        .filter(line -> line.matches("\\\\fB([0-9]|[A-Z_]+)\\\\fR"))
        .map(line -> line.substring(3, line.length() - 3))
        .forEach(name -> assertThat(documented).containsPattern("\\| `?" + name + "`? \\|"));
  }
}
