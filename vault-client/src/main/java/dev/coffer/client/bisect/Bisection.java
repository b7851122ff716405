package dev.coffer.client.bisect;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the first bad of positions 1 to {@code last}, where 0 is good and {@code last} is bad, in
 * at most ⌈log2 {@code last}⌉ verdicts; a skip takes one more at the most.
 */
final class Bisection {
  private final Verdict[] verdicts;
  private int good;
  private int bad;

  Bisection(int last) {
    if (last < 1) {
      throw new IllegalArgumentException("there is no position to ask about");
    }
    verdicts = new Verdict[last + 1];
    bad = last;
  }

  /** The position to judge next: half of those that can be judged are below it. */
  OptionalInt next() {
    int[] open =
        IntStream.range(good + 1, bad).filter(position -> verdicts[position] == null).toArray();
    return open.length == 0 ? OptionalInt.empty() : OptionalInt.of(open[open.length / 2]);
  }

  void judged(int position, Verdict verdict) {
    verdicts[position] = verdict;
    if (verdict == Verdict.GOOD) {
      good = Math.max(good, position);
    } else if (verdict == Verdict.BAD) {
      bad = Math.min(bad, position);
    }
  }

  /** The last position known to be good. */
  int good() {
    return good;
  }

  /** The positions of which one is the first bad one: a single one unless some were skipped. */
  int[] suspects() {
    return IntStream.rangeClosed(good + 1, bad).toArray();
  }

  @Override
  public String toString() {
    return "Bisection" + Arrays.toString(suspects());
  }
}
