package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packed distribution, unpacked and used as a person does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX launcher")
class DistributionIT {
  @TempDir Path folder;
  private Path unpacked;

  @BeforeEach
  void unpack() throws Exception {
    Path place = Files.createDirectory(folder.toRealPath().resolve("opt"));
    assertThat(ended(Map.of(), place, "tar", "xzf", archive(".tar.gz").toString())).isEmpty();
    try (Stream<Path> made = Files.list(place)) {
      unpacked = made.findFirst().orElseThrow();
    }
  }

  @Test
  void unpack_holdsWhatAPersonNeeds() throws Exception {
    assertThat(unpacked.getFileName().toString()).startsWith("coffer-");
    for (String name :
        List.of("bin/coffer", "bin/coffer.cmd", "lib/coffer.jar", "lib/launch.sh", "README.md")) {
      assertThat(unpacked.resolve(name)).isNotEmptyFile();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(start())))
        .isEqualTo("rwxr-xr-x");
    assertThat(Files.readString(unpacked.resolve("bin/coffer.cmd"))).contains("\r\n");
    assertThat(archive(".zip")).isNotEmptyFile();
  }

  @Test
  void start_withTheArchiveOfTheRehearsal_readsWhatWasSet() throws Exception {
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve(".env"), "KEY=value\n");
    assertThat(coffer(project, "COFFER_CACHE", "now", "init"))
        .contains("imported 1 variable from .env");
    assertThat(coffer(project, "COFFER_LAUNCHER_TRACE", "", "get", "KEY")).isEqualTo("value\n");
    assertThat(coffer(project, "COFFER_LAUNCHER_TRACE", "1", "get", "KEY"))
        .contains(folder.resolve("cache/coffer").toString())
        .doesNotContain("no archive");
  }

  @Test
  void start_inAPathWithSpaces_works() throws Exception {
    Path spaced = Files.createDirectory(folder.resolve("my programs"));
    unpacked = Files.move(unpacked, spaced.resolve("the coffer"));
    assertThat(coffer(folder, "COFFER_CACHE", "off", "--version")).startsWith("coffer ");
  }

  private Path start() {
    return unpacked.resolve("bin/coffer");
  }

  private String coffer(Path project, String name, String value, String... words) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("COFFER_HOME", folder.resolve("home").toString());
    environment.put("COFFER_KEYCHAIN", "file");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", folder.toRealPath().resolve("cache").toString());
    environment.put(name, value);
    String[] command =
        Stream.concat(Stream.of(start().toString()), Stream.of(words)).toArray(String[]::new);
    return ended(environment, project, command);
  }

  /** Both outputs of {@code command}, which ends well. */
  private String ended(Map<String, String> environment, Path place, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COFFER_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static Path archive(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("coffer-.*\\" + ending))
          .findFirst()
          .map(Path::toAbsolutePath)
          .orElseThrow();
    }
  }
}
