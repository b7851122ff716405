package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.Surroundings;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.project.ProjectFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs files of commands. A line starts with {@code $} (arguments), {@code <} (standard input of
 * the next command), {@code >} and {@code 2>} (what it printed), {@code =} (its exit code),
 * {@code @} (makes a file) or {@code ?} (what a file holds). {@code $HOME} is the profile's home,
 * {@code $FOLDER} the project's folder, {@code $VAULT} its vault's id.
 */
class ScriptsTest {
  @TempDir Path place;

  private String input = "";
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private int exitCode;
  private final StringBuilder expectedOut = new StringBuilder();
  private final StringBuilder expectedErr = new StringBuilder();
  private String command = "";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local-values",
        "import-export",
        "formats",
        "import-formats",
        "history",
        "usage",
        "init-import",
        "init-import-json",
        "init-refused",
        "schema",
        "schema-malformed",
        "environments",
        "merge-usage",
        "offline",
        "run",
        "recovery",
        "doctor",
        "complete",
        "guard",
        "audit",
        "ci",
        "oidc",
        "bridge"
      })
  void script(String name) throws IOException {
    Files.createDirectories(place.resolve("project"));
    try (var script = ScriptsTest.class.getResourceAsStream("/scripts/" + name + ".script")) {
      for (String line :
          new String(script.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        step(line);
      }
    }
  }

  private void step(String line) throws IOException {
    if (line.equals("$") || line.startsWith("$ ")) {
      command = line;
      run(line.substring(1).strip());
    } else if (line.startsWith("< ")) {
      input = line.substring(2) + "\n";
    } else if (line.startsWith("> ")) {
      expectedOut.append(resolved(line.substring(2))).append('\n');
    } else if (line.startsWith("2> ")) {
      expectedErr.append(resolved(line.substring(3))).append('\n');
    } else if (line.startsWith("= ")) {
      check(Integer.parseInt(line.substring(2)));
    } else if (line.startsWith("@ ")) {
      String[] words = line.split(" ", 3);
      Files.writeString(project().resolve(words[1]), words[2].replace("\\n", "\n"));
    } else if (line.startsWith("? ")) {
      String[] words = line.split(" ", 3);
      assertThat(project().resolve(words[1]))
          .usingCharset(StandardCharsets.UTF_8)
          .hasContent(words[2].replace("\\n", "\n"));
    } else if (!line.startsWith("#")) {
      throw new IllegalArgumentException("not a line of a script: " + line);
    }
  }

  private void run(String arguments) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(stdout, true, StandardCharsets.UTF_8),
            new PrintStream(stderr, true, StandardCharsets.UTF_8),
            Optional.empty());
    Map<String, String> environment =
        Map.of("COFFER_HOME", place.resolve("home").toString(), "COFFER_KEYCHAIN", "file");
    Surroundings surroundings =
        new Surroundings(
            environment, project(), Clock.systemUTC(), new SecureRandom(), terminal::warn);
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
    exitCode = new Cli(terminal, surroundings).run(words);
    out.append(stdout.toString(StandardCharsets.UTF_8));
    err.append(stderr.toString(StandardCharsets.UTF_8));
    input = "";
  }

  private void check(int expectedCode) {
    assertThat(err.toString()).as("stderr of %s", command).isEqualTo(expectedErr.toString());
    assertThat(out.toString()).as("stdout of %s", command).isEqualTo(expectedOut.toString());
    assertThat(exitCode).as("exit code of %s", command).isEqualTo(expectedCode);
    out.setLength(0);
    err.setLength(0);
    expectedOut.setLength(0);
    expectedErr.setLength(0);
  }

  private Path project() {
    return place.resolve("project");
  }

  private String resolved(String line) {
    String vault =
        line.contains("$VAULT") ? ProjectFile.find(project()).orElseThrow().vault().value() : "";
    return line.replace("$VAULT", vault)
        .replace("$HOME", place.resolve("home").toString())
        .replace("$FOLDER", project().toString());
  }
}
