package dev.coffer.client.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BisectionTest {
  private static final int MOST = 64;

  /** Asks until the end; how often it asked. */
  private static int search(Bisection bisection, int firstBad, BitSet skipped) {
    int asked = 0;
    for (OptionalInt at = bisection.next(); at.isPresent(); at = bisection.next()) {
      int position = at.getAsInt();
      asked++;
      if (skipped.get(position)) {
        bisection.judged(position, Verdict.SKIP);
      } else {
        bisection.judged(position, position < firstBad ? Verdict.GOOD : Verdict.BAD);
      }
    }
    return asked;
  }

  private static int logarithm(int n) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }

  @Test
  void everyPositionOfEveryLength_isFoundInTheLogarithm() {
    for (int last = 1; last <= MOST; last++) {
      for (int firstBad = 1; firstBad <= last; firstBad++) {
        Bisection bisection = new Bisection(last);
        int asked = search(bisection, firstBad, new BitSet());
        assertThat(bisection.suspects()).containsExactly(firstBad);
        assertThat(asked).as("%d of %d", firstBad, last).isLessThanOrEqualTo(logarithm(last));
      }
    }
  }

  @Test
  void everySetOfSkips_inShortHistories() {
    for (int last = 1; last <= 9; last++) {
      for (long set = 0; set < 1L << last; set += 2) {
        check(last, BitSet.valueOf(new long[] {set}));
      }
    }
  }

  @Test
  void everySecondToFifthSkipped_inLongHistories() {
    for (int last = 10; last <= MOST; last++) {
      for (int step = 2; step <= 5; step++) {
        BitSet skipped = new BitSet();
        for (int position = 1 + last % step; position < last; position += step) {
          skipped.set(position);
        }
        check(last, skipped);
      }
    }
  }

  /** The first bad one is among neighbours that were all skipped but the last. */
  private static void check(int last, BitSet skipped) {
    for (int firstBad = 1; firstBad <= last; firstBad++) {
      Bisection bisection = new Bisection(last);
      int asked = search(bisection, firstBad, skipped);
      int[] suspects = bisection.suspects();
      assertThat(suspects).contains(firstBad);
      assertThat(Arrays.stream(suspects).limit(suspects.length - 1L).allMatch(skipped::get))
          .isTrue();
      assertThat(bisection.good()).isEqualTo(suspects[0] - 1);
      assertThat(asked)
          .as("%d of %d without %s", firstBad, last, skipped)
          .isLessThanOrEqualTo(logarithm(last) + skipped.cardinality());
    }
  }

  @Test
  void allSkipped_suspectsAll() {
    BitSet skipped = new BitSet();
    skipped.set(0, 5);
    Bisection bisection = new Bisection(5);
    assertThat(search(bisection, 3, skipped)).isEqualTo(4);
    assertThat(bisection.suspects()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void nothingToAskAbout_isRefused() {
    assertThatThrownBy(() -> new Bisection(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
