package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Three machines edit, push, pull and decide conflicts in any order. After each step {@link Writer}
 * compares its machine with what its person wants and what the server had.
 */
class RandomHistoriesTest {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final int WRITERS = 3;

  private Path place;

  /** What one of the three does. */
  record Step(int writer, Act act, String key) {}

  enum Act {
    SET,
    DELETE,
    PUSH,
    PULL,
    PULL_OURS,
    PULL_THEIRS,
    REBASE_OURS,
    REBASE_THEIRS,
    PULL_AND_SET_MEANWHILE,
    PUSH_ANSWER_LOST
  }

  @BeforeTry
  void folder() throws IOException {
    // A thousand histories are many writes to disk; they are about what is written.
    place =
        Files.isDirectory(MEMORY)
            ? Files.createTempDirectory(MEMORY, "histories")
            : Files.createTempDirectory("histories");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> found = Files.walk(place)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Act> acts =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(Act.SET, Act.DELETE)),
            Tuple.of(5, Arbitraries.of(Act.class)));
    return Combinators.combine(
            Arbitraries.integers().between(0, WRITERS - 1), acts, Arbitraries.of("A", "B", "C"))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(20);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void inFormatLpm_noEditIsLost_andNoDeletionComesBack(@ForAll("histories") List<Step> history) {
    play(history, Team.ofLpm(place, WRITERS));
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void inFormatCoffer1_noEditIsLost_andNoDeletionComesBack(
      @ForAll("histories") List<Step> history) {
    play(history, Team.ofCoffer1(place, WRITERS));
  }

  private static void play(List<Step> history, Team team) {
    history.forEach(step -> team.writers().get(step.writer()).does(step.act(), step.key()));
    team.writers().forEach(writer -> writer.does(Act.REBASE_OURS, "A"));
    team.writers().forEach(writer -> writer.does(Act.PULL, "A"));
    assertThat(team.writers()).allSatisfy(w -> assertThat(w.working()).isEqualTo(team.head()));
  }
}
