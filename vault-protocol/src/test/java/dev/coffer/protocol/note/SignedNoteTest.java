package dev.coffer.protocol.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final TestDevice ADA = new TestDevice(1);
  private static final TestDevice EVE = new TestDevice(2);
  private static final String NOTE = SignedNote.sign("title\nword value\n", ADA).format();

  @Test
  void verify_byItsSigner_holdsAndByAnotherDoesNot() {
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(note.verify(ADA.verificationKey())).isTrue();
    assertThat(note.verify(EVE.verificationKey())).isFalse();
    assertThat(note.format()).isEqualTo(NOTE);
  }

  @Test
  void verify_signatureUnderAnothersName_doesNotHold() {
    SignedNote note = SignedNote.parse(NOTE);
    SignedNote renamed = new SignedNote(note.text(), EVE.keyId(), note.hint(), note.signature());
    assertThat(renamed.verify(ADA.verificationKey())).isFalse();
    assertThat(renamed.verify(EVE.verificationKey())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "title\n",
        "title\n\n",
        "title\n\n\u2014 x\n",
        "title\n\n- 00112233445566778899aabbccddeeff AAAA\n"
      })
  void parse_notANote_isRefused(String text) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(text));
  }

  @Test
  void parse_anyOtherForm_isRefused() {
    String signature = NOTE.substring(NOTE.indexOf("\u2014"));
    String[] variants = {
      NOTE.substring(0, NOTE.length() - 1),
      NOTE + "\n",
      NOTE + signature,
      NOTE.replace("\n", "\r\n"),
      NOTE.replace("\n\n", "\n\n\n"),
      NOTE.replace("\u2014 ", "\u2014  "),
      "\n" + NOTE,
      NOTE.replace("value", "val\rue"),
      NOTE.replace("value", "val\ud800ue"),
      NOTE.replace("value", "val\u0085ue")
    };
    for (String variant : variants) {
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(variant));
    }
  }

  @Property(tries = 200)
  void parse_anyText_isRefusedOrGivesTheSameText(@ForAll String text) {
    try {
      assertThat(SignedNote.parse(text).format()).isEqualTo(text);
    } catch (Malformed expected) {
      assertThat(expected).hasMessageNotContaining("\n");
    }
  }

  @Property(tries = 100)
  void sign_anyWritableLine_readsBackAsItself(@ForAll @NotEmpty String value) {
    String text;
    try {
      text = new NoteWriter("title").line("word", value).text();
    } catch (Malformed unwritable) {
      return;
    }
    SignedNote note = SignedNote.parse(SignedNote.sign(text, ADA).format());
    assertThat(note.verify(ADA.verificationKey())).isTrue();
    NoteReader reader = new NoteReader(note.text(), "title");
    assertThat(reader.value("word")).isEqualTo(value);
    reader.end();
  }

  @Test
  void read_anotherOrder_isRefused() {
    String text = "title\na 1\nb 2\n";
    NoteReader reader = new NoteReader(text, "title");
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> reader.value("b"));
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new NoteReader(text, "other"));
    NoteReader unfinished = new NoteReader(text, "title");
    assertThat(unfinished.count("a")).isEqualTo(1);
    assertThatExceptionOfType(Malformed.class).isThrownBy(unfinished::end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1", "01", "1.0", "1e1", "2147483648", "9223372036854775808"})
  void count_notInItsOneForm_isRefused(String digits) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> NoteReader.count("a", digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-01T00:00Z", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00+00:00", "x"})
  void time_notInItsOneForm_isRefused(String time) {
    NoteReader reader = new NoteReader("title\ntime " + time + "\n", "title");
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> reader.time("time"));
  }

  private static List<SignedNote> notes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SignedNote.sign("title\nnumber " + i + "\n", ADA))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Few are verified one by one, many by one sum. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 47, 48, 200})
  void verifyAll_byTheKey_isTrueForThatKeyAlone(int count) {
    List<SignedNote> notes = notes(count);
    SecureRandom random = new SecureRandom();
    assertThat(SignedNote.verifyAll(notes, ADA.verificationKey(), random)).isTrue();
    assertThat(SignedNote.verifyAll(notes, EVE.verificationKey(), random)).isEqualTo(count == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 47, 48, 200})
  void verifyAll_oneOtherNote_isFalse(int count) {
    SignedNote good = notes(count).get(count / 2);
    SignedNote eves = SignedNote.sign(good.text(), EVE);
    List<SignedNote> others =
        List.of(
            eves,
            new SignedNote("title\nanother text\n", good.signer(), good.hint(), good.signature()),
            new SignedNote(good.text(), good.signer(), good.hint(), eves.signature()),
            new SignedNote(good.text(), EVE.keyId(), good.hint(), good.signature()),
            new SignedNote(good.text(), good.signer(), eves.hint(), good.signature()));
    for (SignedNote other : others) {
      List<SignedNote> notes = notes(count);
      notes.set(count / 2, other);
      assertThat(SignedNote.verifyAll(notes, ADA.verificationKey(), new SecureRandom())).isFalse();
    }
  }

  /** With such a key one signature would fit many texts; a single note is refused as well. */
  @Test
  void verifyAll_keyOfLowOrder_isFalse() {
    byte[] neutral = new byte[VerificationKey.LENGTH];
    neutral[0] = 1;
    VerificationKey key = new VerificationKey(ADA.keyId(), Bytes.of(neutral));
    byte[] signature = Arrays.copyOf(neutral, 64);
    List<SignedNote> notes =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    new SignedNote(
                        "title\nnumber " + i + "\n", key.name(), key.hint(), Bytes.of(signature)))
            .toList();
    assertThat(notes.get(0).verify(key)).isFalse();
    assertThat(SignedNote.verifyAll(notes, key, new SecureRandom())).isFalse();
  }
}
