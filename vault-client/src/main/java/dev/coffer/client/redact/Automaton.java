package dev.coffer.client.redact;

import java.util.Arrays;
import java.util.Collection;

/**
 * Finds many texts at once in one pass (Aho and Corasick 1975). A state is a number; its texts are
 * those that end where the reading is. Immutable; takes 21 bytes for each byte of text.
 */
final class Automaton {
  static final int START = 0;

  private final int[] afterStart = new int[256];
  private byte[] symbol = new byte[64];
  private int[] child = new int[64];
  private int[] sibling = new int[64];
  private int[] fail = new int[64];
  private int[] depth = new int[64];
  private int[] longest = new int[64];
  private int states = 1;
  private int deepest;

  Automaton(Collection<byte[]> texts) {
    for (byte[] text : texts) {
      insert(text);
    }
    link();
  }

  /** The state after {@code state} has read {@code next}. */
  int next(int state, byte next) {
    int at = state;
    while (true) {
      int to = step(at, next);
      if (to != START || at == START) {
        return to;
      }
      at = fail[at];
    }
  }

  /** The length of the longest text that ends here; 0 when none does. */
  int found(int state) {
    return longest[state];
  }

  /** How many of the bytes read last may be the beginning of a text that has not ended. */
  int open(int state) {
    int at = state;
    while (at != START && child[at] == 0) {
      at = fail[at];
    }
    return depth[at];
  }

  /** The length of the longest text. */
  int deepest() {
    return deepest;
  }

  private int step(int state, byte next) {
    if (state == START) {
      return afterStart[next & 0xFF];
    }
    int at = child[state];
    while (at != 0 && symbol[at] != next) {
      at = sibling[at];
    }
    return at;
  }

  private void insert(byte[] text) {
    int at = START;
    for (byte next : text) {
      int to = step(at, next);
      at = to == START ? grown(at, next) : to;
    }
    longest[at] = text.length;
    deepest = Math.max(deepest, text.length);
  }

  private int grown(int parent, byte next) {
    if (states == symbol.length) {
      symbol = Arrays.copyOf(symbol, states * 2);
      child = Arrays.copyOf(child, states * 2);
      sibling = Arrays.copyOf(sibling, states * 2);
      fail = Arrays.copyOf(fail, states * 2);
      depth = Arrays.copyOf(depth, states * 2);
      longest = Arrays.copyOf(longest, states * 2);
    }
    int made = states++;
    symbol[made] = next;
    depth[made] = depth[parent] + 1;
    sibling[made] = child[parent];
    child[parent] = made;
    if (parent == START) {
      afterStart[next & 0xFF] = made;
    }
    return made;
  }

  /** Breadth first: where to go on when a text does not go on as it began. */
  private void link() {
    int[] queue = new int[states];
    int end = 1;
    for (int begin = 0; begin < end; begin++) {
      int parent = queue[begin];
      for (int at = child[parent]; at != 0; at = sibling[at]) {
        fail[at] = parent == START ? START : next(fail[parent], symbol[at]);
        longest[at] = Math.max(longest[at], longest[fail[at]]);
        queue[end++] = at;
      }
    }
  }
}
