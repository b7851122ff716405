package dev.coffer.protocol.note.batch;

import java.util.List;

/**
 * The sum of many points, each taken a number of times, by Pippenger's method: byte by byte of the
 * numbers, all points with the same byte are added up first.
 */
final class PointSum {
  private static final int VALUES = 256;

  private PointSum() {}

  /** A point, taken as often as the little-endian number {@code times} says. */
  static final class Term {
    private final AffinePoint point;
    private final byte[] times;

    Term(AffinePoint point, byte[] times) {
      this.point = point;
      this.times = times.clone();
    }
  }

  /** The sum of {@code terms}, whose numbers have {@code length} bytes. */
  static EdwardsPoint of(List<Term> terms, int length) {
    EdwardsPoint sum = new EdwardsPoint();
    for (int place = length - 1; place >= 0; place--) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        sum.twice();
      }
      sum.add(weighted(sorted(terms, place)));
    }
    return sum;
  }

  private static EdwardsPoint[] sorted(List<Term> terms, int place) {
    EdwardsPoint[] sums = new EdwardsPoint[VALUES];
    for (Term term : terms) {
      int value = Byte.toUnsignedInt(term.times[place]);
      if (value == 0) {
        continue;
      }
      if (sums[value] == null) {
        sums[value] = new EdwardsPoint();
      }
      sums[value].add(term.point);
    }
    return sums;
  }

  /** Each of {@code sums} as often as its index says. */
  private static EdwardsPoint weighted(EdwardsPoint[] sums) {
    EdwardsPoint total = new EdwardsPoint();
    EdwardsPoint fromHere = new EdwardsPoint();
    for (int value = VALUES - 1; value > 0; value--) {
      if (sums[value] != null) {
        fromHere.add(sums[value]);
      }
      total.add(fromHere);
    }
    return total;
  }
}
