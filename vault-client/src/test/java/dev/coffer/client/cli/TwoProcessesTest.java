package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.CommandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {
  private static final int ROUNDS = 20;

  @TempDir Path place;

  private CommandProcess coffer(String input, String... arguments) throws IOException {
    List<String> words =
        Stream.concat(CommandProcess.coffer().stream(), Stream.of(arguments)).toList();
    return CommandProcess.start(place, words, input);
  }

  /** The first round also makes the machine key, of which there must be one. */
  @Test
  void set_byTwoProcessesAtOnce_losesNoEdit() throws IOException, InterruptedException {
    Files.createDirectories(place.resolve("project"));
    assertThat(coffer("", "init").end().code()).isZero();
    List<String> expected = new ArrayList<>();
    for (int round = 10; round < 10 + ROUNDS; round++) {
      CommandProcess one = coffer("left " + round, "set", "A" + round);
      CommandProcess other = coffer("right " + round, "set", "B" + round);
      for (Ended ended : List.of(one.end(), other.end())) {
        assertThat(ended.code()).as(ended.text()).isZero();
      }
      expected.add("A" + round + "=left " + round);
      expected.add("B" + round + "=right " + round);
    }
    Ended list = coffer("", "list", "--reveal").end();
    assertThat(list.text().lines()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
