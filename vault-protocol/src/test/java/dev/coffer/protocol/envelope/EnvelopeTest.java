package dev.coffer.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.Vectors;
import dev.coffer.protocol.note.VerificationKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final String FIRST = Vectors.envelope(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void parse_aVector_writesItAgainAndKnowsItsAuthor(int version) {
    Envelope envelope = Envelope.parse(Vectors.envelope(version));
    assertThat(envelope.format()).isEqualTo(Vectors.envelope(version));
    assertThat(envelope.manifest().version()).isEqualTo(version);
    assertThat(envelope.signedBy(Vectors.key(version == 2 ? 1 : 0))).isTrue();
    assertThat(envelope.signedBy(Vectors.key(version == 2 ? 0 : 1))).isFalse();
  }

  @Test
  void parse_eachVersion_namesTheOneBefore() {
    Envelope first = Envelope.parse(Vectors.envelope(1));
    Envelope second = Envelope.parse(Vectors.envelope(2));
    assertThat(first.manifest().parent()).isEmpty();
    assertThat(second.manifest().parent()).contains(first.digest());
    assertThat(second.sections().get(second.sections().lastKey()))
        .isEqualTo(first.sections().get(first.sections().lastKey()));
  }

  @Test
  void parse_anyByteFlipped_isMalformedOrNotSigned() {
    VerificationKey author = Vectors.key(0);
    for (int i = 0; i < Vectors.length(FIRST); i++) {
      String changed = Vectors.flipped(FIRST, i);
      assertThat(isSignedEnvelope(changed, author)).as("byte %d", i).isFalse();
    }
  }

  private static boolean isSignedEnvelope(String text, VerificationKey author) {
    try {
      return Envelope.parse(text).signedBy(author);
    } catch (Malformed e) {
      return false;
    }
  }

  static Stream<String> otherForms() {
    String[] lines = FIRST.split("\n", -1);
    String firstSection = lines[lines.length - 3];
    String secondSection = lines[lines.length - 2];
    String bothSections = firstSection + "\n" + secondSection + "\n";
    String firstEntry = line("environment default ");
    String secondEntry = line("environment staging ");
    return Stream.of(
        "",
        "\n\n\n\n",
        FIRST.substring(0, FIRST.length() - 1),
        FIRST + "\n",
        " " + FIRST,
        "\ufeff" + FIRST,
        FIRST.replace("\n", "\r\n"),
        FIRST.replace("version 1\n", "version  1\n"),
        FIRST.replace("version 1\n", "version 1 \n"),
        FIRST.replace("version 1\n", "version 01\n"),
        FIRST.replace("version 1\n", "version +1\n"),
        FIRST.replace("version 1\n", "version 0\n"),
        FIRST.replace("version 1\n", "version 1\nversion 1\n"),
        FIRST.replace("version 1\n", ""),
        FIRST.replace("epoch 1\n", "epoch\t1\n"),
        FIRST.replace("version 1\nparent none\n", "parent none\nversion 1\n"),
        FIRST.replace("environment staging 1", "environment staging 2"),
        FIRST.replace("environment staging 1", "environment Staging 1"),
        FIRST.replace(firstEntry + secondEntry, secondEntry + firstEntry),
        FIRST.replace(firstEntry, firstEntry + firstEntry),
        FIRST.replace(bothSections, secondSection + "\n" + firstSection + "\n"),
        FIRST.replace(bothSections, firstSection + "\n"),
        FIRST.replace(bothSections, bothSections + secondSection + "\n"),
        FIRST.replace("section default", "section default "),
        FIRST.replace("section default", "section staging"),
        FIRST.replace(bothSections, swapped(firstSection, secondSection)),
        FIRST.replace("time 2026-01-02T04:04:05Z", "time 2026-01-02T04:04:05.0Z"));
  }

  private static String line(String start) {
    int from = FIRST.indexOf(start);
    return FIRST.substring(from, FIRST.indexOf('\n', from) + 1);
  }

  private static String swapped(String first, String second) {
    return "section default "
        + second.split(" ", -1)[2]
        + "\n"
        + "section staging "
        + first.split(" ", -1)[2]
        + "\n";
  }

  @ParameterizedTest
  @MethodSource("otherForms")
  void parse_anotherForm_isRefused(String text) {
    assertThat(text).isNotEqualTo(FIRST);
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Envelope.parse(text));
  }

  @Test
  void parse_signatureOfAnotherVersion_isNotTheAuthors() {
    String other = Vectors.envelope(3);
    String text = FIRST.replace(signature(FIRST), signature(other));
    assertThat(isSignedEnvelope(text, Vectors.key(0))).isFalse();
  }

  private static String signature(String envelope) {
    int from = envelope.indexOf("\u2014");
    return envelope.substring(from, envelope.indexOf('\n', from));
  }

  @Test
  void wrappedKey_anyByteFlipped_isMalformedOrNotSigned() {
    VerificationKey author = Vectors.key(0);
    for (String text : Vectors.wrappedKeys()) {
      assertThat(WrappedKey.parse(text).signedBy(author)).isTrue();
      assertThat(WrappedKey.parse(text).format()).isEqualTo(text);
      for (int i = 0; i < Vectors.length(text); i++) {
        assertThat(isSignedWrap(Vectors.flipped(text, i), author)).as("byte %d", i).isFalse();
      }
    }
  }

  private static boolean isSignedWrap(String text, VerificationKey author) {
    try {
      return WrappedKey.parse(text).signedBy(author);
    } catch (Malformed e) {
      return false;
    }
  }

  @Test
  void scope_ofOneEnvironment_readsBack() {
    KeyScope scope = KeyScope.parse("environment staging");
    assertThat(KeyScope.parse(scope.text())).isEqualTo(scope);
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> KeyScope.parse("environment"));
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> KeyScope.parse("Vault"));
  }
}
