package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the version that gave each variable of an environment the value that it has now. */
public final class Blame {
  private final EnvironmentName environment;
  private final Optional<String> key;

  /**
   * Asks about one environment.
   *
   * @param key the variable, which may have been deleted; empty for all that there are
   */
  public Blame(EnvironmentName environment, Optional<String> key) {
    this.environment = environment;
    this.key = key;
  }

  /**
   * One variable.
   *
   * @param kind {@code added}, {@code changed} or {@code removed}
   * @param by the version that did it
   * @param exact false when versions before that one cannot be seen, so that one of them may have
   *     done it
   */
  public record Line(String key, String kind, Stamp by, boolean exact) {}

  /**
   * One line for each variable, sorted by name; follows {@code walk}, the newest first, only as far
   * as it must.
   *
   * @throws ClientException.NotFound when no version that can be opened has the variable
   */
  public List<Line> read(Iterator<Snapshot> walk) {
    Snapshot upper = walk.next();
    VaultContents contents = upper.contents();
    SortedSet<String> open = wanted(contents);
    List<Line> lines = new ArrayList<>();
    boolean exact = true;
    while (!open.isEmpty() && walk.hasNext()) {
      Snapshot lower = walk.next();
      if (lower.closed().isPresent()) {
        exact = false;
        continue;
      }
      VaultContents before = lower.contents();
      for (KeyChange change : KeyChange.between(before, contents)) {
        if (change.environment().equals(environment.value()) && open.remove(change.key())) {
          lines.add(new Line(change.key(), change.kind(), upper.stamp(), exact));
        }
      }
      upper = lower;
      contents = before;
      exact = true;
    }
    open.retainAll(contents.of(environment).keySet());
    boolean first = exact && upper.version() == 1;
    for (String rest : open) {
      lines.add(new Line(rest, "added", upper.stamp(), first));
    }
    lines.sort(Comparator.comparing(Line::key));
    return requireFound(lines);
  }

  private SortedSet<String> wanted(VaultContents head) {
    return new TreeSet<>(key.map(List::of).orElse(List.copyOf(head.of(environment).keySet())));
  }

  private List<Line> requireFound(List<Line> lines) {
    if (key.isPresent() && lines.isEmpty()) {
      throw new ClientException.NotFound(
          "no version in the history has '" + key.get() + "' in environment '" + environment + "'",
          "'coffer blame' without a name lists all");
    }
    return lines;
  }
}
