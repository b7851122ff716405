package dev.coffer.client.run;

import dev.coffer.client.layer.Variables;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Launches of small shell scripts. */
final class ProgramScripts {
  private ProgramScripts() {}

  static Variables variables(Map<String, String> values) {
    return Variables.of(new TreeMap<>(values), List.of());
  }

  static Launch program(Path folder, String... words) {
    return new Launch(List.of(words), folder, Optional.empty(), false, Optional.empty());
  }

  static Launch shell(Path folder, String script) {
    return program(folder, "sh", "-c", script);
  }

  static Launch redacted(
      Launch launch, ByteArrayOutputStream output, ByteArrayOutputStream errors) {
    return new Launch(
        launch.words(),
        launch.folder(),
        launch.mount(),
        launch.environmentToo(),
        Optional.of(new Launch.Redaction(output, errors)));
  }

  static Launch mounted(Launch launch, Path file, boolean environmentToo) {
    return new Launch(
        launch.words(), launch.folder(), Optional.of(file), environmentToo, launch.redaction());
  }
}
