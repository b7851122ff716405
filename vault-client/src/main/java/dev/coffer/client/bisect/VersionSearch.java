package dev.coffer.client.bisect;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Finds the version that broke something in one environment. Versions that changed nothing there
 * are no candidates, so with n that did, the trial is asked ⌈log2 n⌉ times, and once more for each
 * end that nobody vouches for.
 */
public final class VersionSearch {
  private final EnvironmentName environment;
  private final Trial trial;
  private int runs;

  public VersionSearch(EnvironmentName environment, Trial trial) {
    this.environment = environment;
    this.trial = trial;
  }

  /**
   * The versions to search.
   *
   * @param versions the oldest first, both ends included
   * @param goodKnown whether a person said that the oldest is good
   * @param badKnown whether a person said that the newest is bad
   */
  public record Range(List<Snapshot> versions, boolean goodKnown, boolean badKnown) {}

  /**
   * Searches {@code range}.
   *
   * @throws ClientException.Failed when nothing changed in it, or an end is not what it must be
   * @throws ClientException.Refused when an end is closed to this device
   */
  public Finding find(Range range) {
    List<Snapshot> versions = range.versions();
    versions.get(0).contents();
    versions.get(versions.size() - 1).contents();
    List<Snapshot> candidates = candidates(versions);
    int last = candidates.size() - 1;
    if (last < 1) {
      throw new ClientException.Failed(
          "environment '" + environment + "' is the same in all versions asked about",
          "give --good with an older version, or another --env");
    }
    if (!range.badKnown()) {
      require(Verdict.BAD, candidates.get(last), "the newest", "--bad");
    }
    if (!range.goodKnown()) {
      require(Verdict.GOOD, candidates.get(0), "the oldest", "--good");
    }
    return finding(candidates, bisect(candidates));
  }

  private void require(Verdict wanted, Snapshot end, String which, String option) {
    Verdict verdict = judge(end);
    if (verdict != wanted) {
      String says = verdict == Verdict.SKIP ? "cannot be judged" : "is " + word(verdict);
      throw new ClientException.Failed(
          "version " + end.version() + ", " + which + " to ask about, " + says,
          "give " + option + " with a version that is " + word(wanted));
    }
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.GOOD ? "good" : "bad";
  }

  private Bisection bisect(List<Snapshot> candidates) {
    Bisection bisection = new Bisection(candidates.size() - 1);
    OptionalInt next = bisection.next();
    while (next.isPresent()) {
      int position = next.getAsInt();
      bisection.judged(position, judge(candidates.get(position)));
      next = bisection.next();
    }
    return bisection;
  }

  private Verdict judge(Snapshot version) {
    if (version.closed().isPresent()) {
      return Verdict.SKIP;
    }
    runs++;
    return trial.judge(version);
  }

  /** Leaves out whatever has the values of the one before it, up to the last that has others. */
  private List<Snapshot> candidates(List<Snapshot> versions) {
    List<Snapshot> candidates = new ArrayList<>();
    Optional<SortedMap<String, String>> values = Optional.empty();
    int end = 0;
    for (Snapshot version : versions) {
      if (version.closed().isPresent()) {
        candidates.add(version);
        continue;
      }
      var found = Optional.of(version.contents().of(environment));
      if (!found.equals(values)) {
        candidates.add(version);
        end = candidates.size();
      }
      values = found;
    }
    return candidates.subList(0, end);
  }

  private Finding finding(List<Snapshot> candidates, Bisection bisection) {
    int[] suspects = bisection.suspects();
    Snapshot good = candidates.get(bisection.good());
    Snapshot bad = candidates.get(suspects[suspects.length - 1]);
    return new Finding(
        Arrays.stream(suspects).mapToObj(position -> candidates.get(position).stamp()).toList(),
        good.stamp(),
        changes(good.contents(), bad.contents()),
        runs);
  }

  private List<KeyChange> changes(VaultContents good, VaultContents bad) {
    return KeyChange.between(good, bad).stream()
        .filter(change -> change.environment().equals(environment.value()))
        .toList();
  }
}
