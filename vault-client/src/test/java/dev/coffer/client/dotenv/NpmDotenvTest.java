package dev.coffer.client.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import dev.coffer.client.ClientException;
import dev.coffer.client.format.HardValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * The real npm packages say what the corpus says they say, and read what the writer writes. They
 * are there after {@code npm ci} in src/test/node; without them the corpus alone is the oracle.
 */
class NpmDotenvTest {
  private static final Path FOLDER = Path.of("src", "test", "node");

  /** One text for the script, in the form of the corpus. */
  private record Written(String name, String input, Map<String, String> expected) {}

  @Test
  void corpus_parsedByNpmsDotenv_isAsCommitted() throws IOException, InterruptedException {
    assertThat(npm("check")).startsWith("200 files agree");
  }

  @Test
  void written_parsedByNpmsDotenv_isWhatWasWritten() throws IOException, InterruptedException {
    requireNpmsDotenv();
    List<SortedMap<String, String>> files = new ArrayList<>();
    JqwikSession.run(() -> files.addAll(HardValues.variables().list().ofSize(1_000).sample()));
    List<Written> written = new ArrayList<>();
    for (SortedMap<String, String> variables : files) {
      SortedMap<String, String> carried = carried(variables);
      written.add(new Written("file " + written.size(), DotenvWriter.write(carried), carried));
    }
    Path file = Files.createTempFile("written", ".json");
    try {
      Files.writeString(file, new Gson().toJson(written));
      assertThat(npm("read", file.toString())).startsWith("1000 files agree");
    } finally {
      Files.delete(file);
    }
  }

  private static SortedMap<String, String> carried(SortedMap<String, String> variables) {
    SortedMap<String, String> carried = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          try {
            DotenvWriter.write(new TreeMap<>(Map.of(name, value)));
            carried.put(name, value);
          } catch (ClientException.Failed e) {
            assertThat(e).hasMessageContaining(name);
          }
        });
    return carried;
  }

  private static void requireNpmsDotenv() {
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules").resolve("dotenv")),
        "npm's dotenv is not here; 'npm ci' in vault-client/src/test/node brings it");
  }

  private static String npm(String... arguments) throws IOException, InterruptedException {
    requireNpmsDotenv();
    List<String> command = new ArrayList<>(List.of("node", "dotenv-corpus.mjs"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("node ends in time").isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
