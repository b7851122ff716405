package dev.coffer.client.guard;

import dev.coffer.client.crypto.primitive.HmacSha256;
import dev.coffer.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds texts in a file without holding one: a text is known by its length, two keyed hashes of
 * eight bytes, which say where to look, and its HMAC-SHA256, which decides. The keys are drawn anew
 * for each index and are never written.
 *
 * @param <T> what is told of a text that was found
 */
final class ValueIndex<T> {
  static final int WINDOW = Long.BYTES;

  private static final int KEY_BYTES = 32;
  private static final int FILTER_BITS = 20;

  private final HmacSha256 digests;
  private final long mask;
  private final long factor;

  /** One bit for the hash of each text's last eight bytes: nearly every position stops here. */
  private final BitSet filter = new BitSet(1 << FILTER_BITS);

  private final Map<Long, List<Entry<T>>> byTail = new HashMap<>();

  private record Entry<T>(int length, long head, Bytes digest, T told) {}

  ValueIndex(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    this.digests = new HmacSha256(key);
    this.mask = random.nextLong();
    this.factor = random.nextLong() | 1;
  }

  /** Finds {@code text}, which has eight bytes or more, from now on. */
  void add(String text, T told) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long tail = hash(window(bytes, bytes.length - WINDOW));
    Bytes digest = digest(bytes, 0, bytes.length);
    filter.set(slot(tail));
    byTail
        .computeIfAbsent(tail, hash -> new ArrayList<>())
        .add(new Entry<>(bytes.length, hash(window(bytes, 0)), digest, told));
  }

  /** Tells where each text starts that stands in {@code content}, in the order of their ends. */
  void search(byte[] content, BiConsumer<Integer, T> found) {
    long window = 0;
    for (int i = 0; i < content.length; i++) {
      window = (window << Byte.SIZE) | (content[i] & 0xff);
      if (i >= WINDOW - 1) {
        long tail = hash(window);
        if (filter.get(slot(tail))) {
          compare(content, i + 1, tail, found);
        }
      }
    }
  }

  private void compare(byte[] content, int end, long tail, BiConsumer<Integer, T> found) {
    for (Entry<T> entry : byTail.getOrDefault(tail, List.of())) {
      int start = end - entry.length();
      if (start >= 0
          && hash(window(content, start)) == entry.head()
          && digest(content, start, entry.length()).equals(entry.digest())) {
        found.accept(start, entry.told());
      }
    }
  }

  private Bytes digest(byte[] content, int start, int length) {
    return Bytes.of(digests.digest(content, start, length));
  }

  private long hash(long window) {
    return (window ^ mask) * factor;
  }

  /** The upper bits, which depend on all eight bytes. */
  private static int slot(long hash) {
    return (int) (hash >>> (Long.SIZE - FILTER_BITS));
  }

  private static long window(byte[] content, int start) {
    return ByteBuffer.wrap(content, start, WINDOW).getLong();
  }
}
