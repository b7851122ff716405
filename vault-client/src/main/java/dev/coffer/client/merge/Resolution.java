package dev.coffer.client.merge;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides the conflicts of a merge. It is asked while nothing is locked, so it may take its time
 * and ask a person; it is asked again when something else has changed in the meantime.
 */
@FunctionalInterface
public interface Resolution {
  /** Decides nothing: a merge with conflicts changes nothing and names them. */
  Resolution REFUSE =
      conflicts -> {
        throw refused(conflicts);
      };

  /** Takes this machine's value of every conflict. */
  Resolution OURS = all(Decision::ours);

  /** Takes the server's value of every conflict. */
  Resolution THEIRS = all(Decision::theirs);

  /**
   * One decision for each of {@code conflicts}, of which there is at least one.
   *
   * @throws ClientException when it is left undecided; then nothing changes
   */
  List<Decision> decide(List<KeyConflict> conflicts);

  private static Resolution all(Function<KeyConflict, Decision> decision) {
    return conflicts -> conflicts.stream().map(decision).toList();
  }

  /** What a person is told about conflicts that nobody decides. */
  static ClientException refused(List<KeyConflict> conflicts) {
    return new ClientException.Conflict(
        "changed both here and on the server: "
            + conflicts.stream().map(KeyConflict::described).collect(Collectors.joining(", ")),
        "your edits are untouched and nothing was pushed; decide with --ours, --theirs or --edit");
  }
}
