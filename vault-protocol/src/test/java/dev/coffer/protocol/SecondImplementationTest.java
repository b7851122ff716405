package dev.coffer.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vectors open to programs that were written from {@code docs/envelope.md} and {@code
 * docs/membership.md} alone.
 */
class SecondImplementationTest {
  private static final int OLDEST_NODE = 18;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"envelope.test.mjs, 8", "membership.test.mjs, 6"})
  void vectors_openedByNode_areWhatTheySay(String name, int tests)
      throws IOException, InterruptedException {
    assumeTrue(isOnPath("node"), "node is not installed; the page's second reader was not run");
    String version = run("node", "--version").strip();
    int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
    assumeTrue(major >= OLDEST_NODE, "node " + version + " has no test runner");
    Path program = Path.of("src", "test", "node", name);
    assertThat(run("node", "--test", program.toString())).contains("pass " + tests, "fail 0");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("node ends in time").isTrue();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(name -> !name.isEmpty() && Files.isExecutable(Path.of(name, program)));
  }
}
