package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One way down through the versions, on which several are looked for. */
final class Descent {
  private final Iterator<Snapshot> walk;
  private final List<Snapshot> passed = new ArrayList<>();

  Descent(Iterator<Snapshot> walk) {
    this.walk = walk;
    passed.add(walk.next());
  }

  /**
   * The newest version that {@code revision} names.
   *
   * @throws ClientException.NotFound when there is none
   */
  Snapshot find(Revision revision) {
    revision.number(head()).ifPresent(number -> requireExists(revision, number));
    return passed.stream()
        .filter(seen -> named(revision, seen))
        .findFirst()
        .orElseGet(() -> further(revision));
  }

  private int head() {
    return passed.get(0).version();
  }

  private void requireExists(Revision revision, int number) {
    if (number < 1 || number > head()) {
      throw new ClientException.NotFound(
          "there is no " + revision + ": the newest is version " + head(), "see 'coffer history'");
    }
  }

  private boolean named(Revision revision, Snapshot seen) {
    return revision.names(seen.version(), head(), seen.stamp().time());
  }

  private Snapshot further(Revision revision) {
    while (walk.hasNext()) {
      Snapshot seen = walk.next();
      passed.add(seen);
      if (named(revision, seen)) {
        return seen;
      }
    }
    throw new ClientException.NotFound(
        "the history does not have " + revision + ": it begins with version " + oldest(),
        "see 'coffer history'");
  }

  private int oldest() {
    return passed.get(passed.size() - 1).version();
  }

  /** The versions seen so far, the newest first. */
  List<Snapshot> passed() {
    return passed;
  }

  /** All versions, the newest first. */
  List<Snapshot> all() {
    walk.forEachRemaining(passed::add);
    return passed;
  }
}
