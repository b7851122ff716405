package dev.coffer.protocol.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Signatures that are verified together, on all processors where there are many of them. Not safe
 * for use by several threads.
 */
public final class Signatures {
  /** So many take longer than it takes to wake another processor. */
  private static final int WORTH_SHARING = 16;

  private final List<Due> due = new ArrayList<>();

  private record Due(BooleanSupplier holds, String otherwise) {}

  /**
   * Adds one.
   *
   * @param holds verifies it; called from any thread, at most once
   * @param otherwise what is wrong when it does not hold
   */
  public void expect(BooleanSupplier holds, String otherwise) {
    due.add(new Due(holds, otherwise));
  }

  /** What is wrong with the first one, in the order in which they were added, that is not valid. */
  public Optional<String> firstBroken() {
    IntStream all = IntStream.range(0, due.size());
    return (due.size() < WORTH_SHARING ? all : all.parallel())
        .filter(i -> !due.get(i).holds().getAsBoolean())
        .mapToObj(i -> due.get(i).otherwise())
        .findFirst();
  }
}
