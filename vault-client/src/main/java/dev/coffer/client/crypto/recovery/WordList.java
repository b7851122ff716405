package dev.coffer.client.crypto.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** BIP-39's English list: 2048 words, sorted, told apart by their first four letters. */
final class WordList {
  static final int BITS = 11;
  static final int SIZE = 1 << BITS;

  private static final WordList ENGLISH = load();

  private final List<String> words;

  private WordList(List<String> words) {
    this.words = words;
  }

  static WordList english() {
    return ENGLISH;
  }

  private static WordList load() {
    try (InputStream file = WordList.class.getResourceAsStream("bip39-english.txt")) {
      List<String> words =
          new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      if (words.size() != SIZE) {
        throw new IllegalStateException("the word list has " + words.size() + " words");
      }
      return new WordList(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String word(int index) {
    return words.get(index);
  }

  /** Where {@code word} is; empty when it is none of the list's. */
  OptionalInt index(String word) {
    int index = Collections.binarySearch(words, word);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
