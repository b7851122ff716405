package dev.coffer.client.crypto.recovery;

import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A recovery key as a person writes it down: BIP-39's encoding of 256 bits, that is the key and the
 * first byte of its SHA-256 as 24 words of 11 bits each. BIP-39's derivation of a seed is not used.
 */
public final class RecoveryWords {
  public static final int COUNT = 24;

  private RecoveryWords() {}

  /** The 24 words of {@code key}. */
  public static List<String> write(RecoveryKey key, SecretAccess access) {
    byte[] content = key.bytes(access);
    byte[] bits = withChecksum(content);
    try {
      WordList list = WordList.english();
      List<String> words = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        words.add(list.word(index(bits, i)));
      }
      return List.copyOf(words);
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(bits, (byte) 0);
    }
  }

  /**
   * The key that {@code typed} means: words between white space, upper or lower case.
   *
   * @throws Malformed when it is not 24 words of the list, naming the places of those that are not,
   *     or when they do not belong together; never with a word in it
   */
  public static RecoveryKey read(String typed) {
    int[] indexes = indexes(words(typed));
    byte[] bits = new byte[SymmetricKey.LENGTH + 1];
    byte[] content = new byte[0];
    byte[] expected = new byte[0];
    try {
      for (int i = 0; i < COUNT; i++) {
        put(bits, i, indexes[i]);
      }
      content = Arrays.copyOf(bits, SymmetricKey.LENGTH);
      expected = withChecksum(content);
      if (expected[SymmetricKey.LENGTH] != bits[SymmetricKey.LENGTH]) {
        throw new Malformed(
            "these words do not belong together: one is another word of the list, or two changed"
                + " places");
      }
      return RecoveryKey.of(content);
    } finally {
      Arrays.fill(indexes, 0);
      Arrays.fill(bits, (byte) 0);
      Arrays.fill(content, (byte) 0);
      Arrays.fill(expected, (byte) 0);
    }
  }

  private static List<String> words(String typed) {
    List<String> words =
        Stream.of(typed.strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    if (words.size() != COUNT) {
      throw new Malformed("a recovery key has " + COUNT + " words, not " + words.size());
    }
    return words;
  }

  private static int[] indexes(List<String> words) {
    WordList list = WordList.english();
    int[] indexes = new int[COUNT];
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      OptionalInt index = list.index(words.get(i));
      indexes[i] = index.orElse(0);
      if (index.isEmpty()) {
        wrong.add("word " + (i + 1));
      }
    }
    if (!wrong.isEmpty()) {
      throw new Malformed(
          String.join(", ", wrong)
              + (wrong.size() == 1 ? " is" : " are")
              + " not in the list of words");
    }
    return indexes;
  }

  private static byte[] withChecksum(byte[] content) {
    byte[] bits = Arrays.copyOf(content, SymmetricKey.LENGTH + 1);
    bits[SymmetricKey.LENGTH] = Digest.of(content).value().toArray()[0];
    return bits;
  }

  private static int index(byte[] bits, int word) {
    int index = 0;
    for (int bit = word * WordList.BITS; bit < (word + 1) * WordList.BITS; bit++) {
      index = (index << 1) | ((bits[bit / 8] >> (7 - bit % 8)) & 1);
    }
    return index;
  }

  private static void put(byte[] bits, int word, int index) {
    for (int i = 0; i < WordList.BITS; i++) {
      int bit = word * WordList.BITS + i;
      bits[bit / 8] |= (byte) (((index >> (WordList.BITS - 1 - i)) & 1) << (7 - bit % 8));
    }
  }
}
