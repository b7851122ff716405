package dev.coffer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ThreatModelPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+(?:Test|IT))`");

  @Test
  void everyTestThatThePageNames_exists() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/threat-model.md"));
    Set<String> named =
        NAMED
            .matcher(page)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(named).isNotEmpty();
    assertThat(tests()).containsAll(named);
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 20, (file, facts) -> isTestSource(file))) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isTestSource(Path file) {
    return file.toString().contains("src/test/java") && file.toString().endsWith(".java");
  }
}
