package dev.coffer.client.crypto.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryWordsTest {
  private final SecureRandom random = new SecureRandom();

  private static RecoveryKey filled(int octet) {
    byte[] content = new byte[SymmetricKey.LENGTH];
    Arrays.fill(content, (byte) octet);
    return RecoveryKey.of(content);
  }

  private static List<String> words(RecoveryKey key) {
    return RecoveryWords.write(key, SecretAccess.FOR_PAPER);
  }

  /** The vectors of 256 bits that BIP-39 itself names. */
  @ParameterizedTest
  @CsvSource({
    "0x00, abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
        + " abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
        + " abandon abandon art",
    "0x7f, legal winner thank year wave sausage worth useful legal winner thank year wave sausage"
        + " worth useful legal winner thank year wave sausage worth title",
    "0x80, letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount"
        + " doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless",
    "0xff, zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo"
        + " zoo vote"
  })
  void write_vectorsOfTheStandard(String octet, String expected) {
    RecoveryKey key = filled(Integer.decode(octet));
    assertThat(String.join(" ", words(key))).isEqualTo(expected);
    assertThat(RecoveryWords.read(expected)).isEqualTo(key);
  }

  /** A list with one other word would be another format. */
  @Test
  void list_isTheStandards() throws IOException {
    try (var list = RecoveryWords.class.getResourceAsStream("bip39-english.txt")) {
      byte[] digest = Digest.of(list.readAllBytes()).value().toArray();
      assertThat(HexFormat.of().formatHex(digest))
          .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }
  }

  @RepeatedTest(20)
  void read_whatWasWritten_isTheSameKey() {
    RecoveryKey key = RecoveryKey.generate(random);
    assertThat(RecoveryWords.read(String.join(" ", words(key)))).isEqualTo(key);
  }

  @Test
  void read_anyWhiteSpaceAndCase_isTheSameKey() {
    RecoveryKey key = RecoveryKey.generate(random);
    String typed = "\n " + String.join(" \r\n\t", words(key)).toUpperCase(Locale.ROOT) + "\n";
    assertThat(RecoveryWords.read(typed)).isEqualTo(key);
  }

  @Test
  void read_misspeltWords_areNamedByPlaceOnly() {
    List<String> words = new ArrayList<>(words(filled(0x7f)));
    words.set(4, "wawe");
    words.set(23, "titel");
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> RecoveryWords.read(String.join(" ", words)))
        .withMessage("word 5, word 24 are not in the list of words");
  }

  @Test
  void read_otherWordOfTheListOrTwoChangedPlaces_isRefused() {
    List<String> other = new ArrayList<>(words(filled(0x80)));
    other.set(0, "zoo");
    List<String> changed = new ArrayList<>(words(filled(0x80)));
    Collections.swap(changed, 2, 3);
    for (List<String> wrong : List.of(other, changed)) {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> RecoveryWords.read(String.join(" ", wrong)))
          .withMessageContaining("do not belong together");
    }
  }

  @Test
  void read_fewerOrMoreWords_areCounted() {
    String all = String.join(" ", words(filled(1)));
    for (String wrong : List.of("", all.substring(0, all.lastIndexOf(' ')), all + " zoo")) {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> RecoveryWords.read(wrong))
          .withMessageContaining("has 24 words, not");
    }
  }

  /** One wrong word of the list passes the checksum once in 256; the chain then refuses the key. */
  @Test
  void read_everyOtherLastWord_isRefusedButForOneInEightBits() {
    List<String> words = new ArrayList<>(words(filled(3)));
    WordList list = WordList.english();
    long taken = IntStream.range(0, WordList.SIZE).filter(i -> reads(words, list.word(i))).count();
    assertThat(taken).isEqualTo(8);
  }

  private static boolean reads(List<String> words, String last) {
    words.set(words.size() - 1, last);
    try {
      RecoveryWords.read(String.join(" ", words));
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  @Test
  void deviceUnder_anotherFirstEvent_isAnotherDevice() {
    RecoveryKey key = filled(7);
    Digest genesis = Digest.of("one");
    assertThat(key.deviceUnder(genesis).keyId()).isEqualTo(key.deviceUnder(genesis).keyId());
    assertThat(key.deviceUnder(genesis).keyId())
        .isNotEqualTo(key.deviceUnder(Digest.of("two")).keyId());
  }

  @Test
  void toString_tellsNothing() {
    assertThat(filled(7)).hasToString("RecoveryKey[redacted]");
  }
}
