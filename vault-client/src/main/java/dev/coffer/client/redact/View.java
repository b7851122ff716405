package dev.coffer.client.redact;

/**
 * One way to read a stream of bytes: plainly, or undoing an escape. Says where in the stream a
 * secret stood, and from where on one may have begun.
 */
abstract class View {
  static final int INCOMPLETE = -1;
  static final int INVALID = 0;

  /** Takes the place of a secret in the stream. */
  @FunctionalInterface
  interface Finding {
    void at(long start, long end);
  }

  private static final int LONGEST_ESCAPE = 16;

  private final Automaton automaton;
  private final Finding finding;
  private final long[] starts;
  private final byte[] pending = new byte[LONGEST_ESCAPE];
  private int pendingLength;
  private final byte[] decoded = new byte[4];
  private int state = Automaton.START;
  private long count;

  View(Automaton automaton, Finding finding) {
    this.automaton = automaton;
    this.finding = finding;
    this.starts = new long[Math.max(1, automaton.deepest())];
  }

  /** Whether an escape begins with {@code next}. */
  abstract boolean begins(byte next);

  /**
   * Undoes an escape that begins {@code text}.
   *
   * @param into takes what it stands for
   * @return how many bytes that is, {@link #INCOMPLETE} or {@link #INVALID}
   */
  abstract int decode(byte[] text, int length, byte[] into);

  /** What a byte outside of an escape stands for. */
  byte plain(byte next) {
    return next;
  }

  /** Reads the byte at {@code position} of the stream. */
  final void read(byte next, long position) {
    if (pendingLength == 0 && !begins(next)) {
      symbol(plain(next), position, position + 1);
      return;
    }
    pending[pendingLength++] = next;
    settle(position + 1);
  }

  /** The stream ends at {@code end}: an escape that is not complete is none. */
  final void finish(long end) {
    while (pendingLength > 0) {
      shift(end);
    }
  }

  /** The position from which on the stream may yet turn out to hold a secret. */
  final long open(long end) {
    int open = automaton.open(state);
    return open > 0 ? starts[(int) ((count - open) % starts.length)] : end - pendingLength;
  }

  private void settle(long end) {
    while (pendingLength > 0) {
      if (!begins(pending[0])) {
        shift(end);
        continue;
      }
      int length = decode(pending, pendingLength, decoded);
      if (length == INCOMPLETE) {
        return;
      }
      if (length == INVALID) {
        shift(end);
        continue;
      }
      long start = end - pendingLength;
      pendingLength = 0;
      for (int i = 0; i < length; i++) {
        symbol(decoded[i], start, end);
      }
    }
  }

  /** The first pending byte was no escape's. */
  private void shift(long end) {
    long start = end - pendingLength;
    byte first = pending[0];
    pendingLength--;
    System.arraycopy(pending, 1, pending, 0, pendingLength);
    symbol(plain(first), start, start + 1);
  }

  private void symbol(byte next, long start, long end) {
    starts[(int) (count++ % starts.length)] = start;
    state = automaton.next(state, next);
    int found = automaton.found(state);
    if (found > 0) {
      finding.at(starts[(int) ((count - found) % starts.length)], end);
    }
  }
}
