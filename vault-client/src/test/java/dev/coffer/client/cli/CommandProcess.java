package dev.coffer.client.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, from the classes under test. */
record CommandProcess(Process process, Path output) {
  private static final long HANG_SECONDS = 120;

  /** How a process ended: its exit code, and both of its streams as they came. */
  record Ended(int code, String text) {}

  /** The words that start {@code coffer}. */
  static List<String> coffer() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  /** Starts {@code words} in {@code place/project} with {@code place/home} for the profile. */
  static CommandProcess start(Path place, List<String> words, String input) throws IOException {
    Path output = Files.createTempFile(place, "output", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(place.resolve("project").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_"));
    builder.environment().put("COFFER_HOME", place.resolve("home").toString());
    builder.environment().put("COFFER_KEYCHAIN", "file");
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new CommandProcess(process, output);
  }

  Ended end() throws IOException, InterruptedException {
    if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("hangs: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
