package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the program that a format is for. */
final class Consumer {
  private Consumer() {}

  static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
  }

  /** What {@code command} prints when it reads {@code input}; it must succeed and say nothing. */
  static String run(List<String> command, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    Path complaints = Files.createTempFile("consumer", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      try (OutputStream to = process.getOutputStream()) {
        to.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends in time", command).isTrue();
      assertThat(Files.readString(complaints)).as("%s", command).isEmpty();
      assertThat(process.exitValue()).as("%s", command).isZero();
      return output;
    } finally {
      process.destroyForcibly();
      Files.delete(complaints);
    }
  }

  /** The texts in {@code output} that a NUL ends. */
  static List<String> split(String output) {
    List<String> texts = new ArrayList<>(List.of(output.split("\0", -1)));
    assertThat(texts.remove(texts.size() - 1)).isEmpty();
    return texts;
  }
}
