package dev.coffer.client.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known word did somebody mean? */
final class Suggestions {
  private static final int LETTERS_FOR_ONE_SLIP = 3;
  private static final int MOST_SLIPS = 2;

  private Suggestions() {}

  /**
   * The known word that is nearest to {@code typed}: at most one slip for each three letters, two
   * in all, or the only one that starts with it.
   */
  static Optional<String> nearest(String typed, Collection<String> known) {
    int allowed = Math.min(MOST_SLIPS, Math.max(1, typed.length() / LETTERS_FOR_ONE_SLIP));
    return known.stream()
        .filter(word -> slips(typed, word) <= allowed)
        .min(Comparator.comparingInt(word -> slips(typed, word)))
        .or(() -> onlyOneThatStartsWith(typed, known));
  }

  private static Optional<String> onlyOneThatStartsWith(String typed, Collection<String> known) {
    var starting = known.stream().filter(word -> word.startsWith(typed)).toList();
    return starting.size() == 1 ? Optional.of(starting.get(0)) : Optional.empty();
  }

  /** How many letters are missing, too many, wrong, or two that changed places. */
  private static int slips(String typed, String word) {
    int[][] cost = new int[typed.length() + 1][word.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= word.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, typed, word, i, j);
      }
    }
    return cost[typed.length()][word.length()];
  }

  private static int cheapest(int[][] cost, String typed, String word, int i, int j) {
    boolean same = typed.charAt(i - 1) == word.charAt(j - 1);
    int least = cost[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && typed.charAt(i - 1) == word.charAt(j - 2)
            && typed.charAt(i - 2) == word.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
