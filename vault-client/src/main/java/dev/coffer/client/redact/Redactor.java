package dev.coffer.client.redact;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces secrets in one stream by {@code ***}: the same result however the stream is cut. Holds
 * back only bytes with which a secret may have begun, so at most the longest written form of the
 * longest one. Not for use by several threads.
 */
public final class Redactor {
  private static final byte[] MASK = {'*', '*', '*'};

  private final List<View> views;
  private byte[] held = new byte[256];
  private boolean[] secret = new boolean[256];
  private int length;

  /** The position in the stream of the first byte that is held. */
  private long begin;

  /** Where a secret may have begun; before {@link #begin} when a pause has shown its beginning. */
  private long open;

  private boolean masking;

  public Redactor(Secrets secrets) {
    Automaton automaton = secrets.automaton();
    this.views =
        List.of(
            new PlainView(automaton, this::mark),
            new PercentView(automaton, this::mark, false),
            new PercentView(automaton, this::mark, true),
            new JsonView(automaton, this::mark));
  }

  /** What can be shown after {@code length} more bytes. */
  public byte[] after(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      append(bytes[i]);
    }
    long end = begin + this.length;
    open = end;
    for (View view : views) {
      open = Math.min(open, view.open(end));
    }
    return released(Math.max(begin, open));
  }

  /** Whether bytes are held back that {@link #paused} would show. */
  public boolean waits() {
    return length > 0 && begin + length - open < Forms.SHORTEST;
  }

  /**
   * What can be shown when nothing follows for a while, so that a prompt is seen. Of a secret that
   * may have begun that is less than the shortest one has; a longer beginning stays held back.
   */
  public byte[] paused() {
    return waits() ? released(begin + length) : new byte[0];
  }

  /** The rest, when nothing follows. */
  public byte[] finished() {
    long end = begin + length;
    for (View view : views) {
      view.finish(end);
    }
    return released(end);
  }

  /**
   * The rest, when what follows is never seen: what a secret may have begun with is masked, since
   * nobody knows that it was none. Less than the shortest secret has is shown, as in a pause.
   */
  public byte[] cut() {
    if (!waits()) {
      mark(begin, begin + length);
    }
    return released(begin + length);
  }

  private void append(byte next) {
    if (length == held.length) {
      held = Arrays.copyOf(held, length * 2);
      secret = Arrays.copyOf(secret, length * 2);
    }
    held[length] = next;
    secret[length] = false;
    long position = begin + length++;
    for (View view : views) {
      view.read(next, position);
    }
  }

  private void mark(long start, long end) {
    int from = (int) Math.max(0, start - begin);
    Arrays.fill(secret, from, (int) (end - begin), true);
  }

  private byte[] released(long until) {
    int count = (int) (until - begin);
    ByteArrayOutputStream shown = new ByteArrayOutputStream(count);
    for (int i = 0; i < count; i++) {
      if (!secret[i]) {
        shown.write(held[i]);
      } else if (!masking) {
        shown.writeBytes(MASK);
      }
      masking = secret[i];
    }
    System.arraycopy(held, count, held, 0, length - count);
    System.arraycopy(secret, count, secret, 0, length - count);
    length -= count;
    begin += count;
    return shown.toByteArray();
  }
}
