package dev.coffer.protocol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "problems");

  @ParameterizedTest
  @EnumSource(Problem.class)
  void page_ofEveryProblem_tellsItsTitleCodeAndStatus(Problem problem) throws IOException {
    String page = Files.readString(PAGES.resolve(problem.code() + ".md"));
    assertThat(page)
        .startsWith("# " + problem.title() + "\n")
        .contains("`" + problem.code() + "` · HTTP " + problem.status() + "\n")
        .contains("## What it means\n", "## What to do\n");
  }

  @Test
  void pages_none_isOfNoProblem() throws IOException {
    List<String> codes = Arrays.stream(Problem.values()).map(Problem::code).toList();
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(codes);
    }
  }
}
