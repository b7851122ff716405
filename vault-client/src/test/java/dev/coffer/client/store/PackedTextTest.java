package dev.coffer.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "{\"name\":\"Zoë 🔑\"}"})
  void read_ofWhatWasPacked_isTheText(String text) throws DataFormatException {
    assertThat(PackedText.read(PackedText.of(text))).isEqualTo(text);
    String repeated = text.repeat(50_000);
    assertThat(PackedText.read(PackedText.of(repeated))).isEqualTo(repeated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x\u0001 begins as zlib does", "{}"})
  void read_ofPlainText_isThatText(String text) throws DataFormatException {
    assertThat(PackedText.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void of_aLongText_isShorter() {
    assertThat(PackedText.of("0123456789abcdef".repeat(1_000))).hasSizeLessThan(1_000);
  }

  @Test
  void read_ofAPartOrMore_isRefused() {
    byte[] packed = PackedText.of("a text");
    for (int length = 1; length < packed.length; length++) {
      byte[] part = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> PackedText.read(part)).isInstanceOf(DataFormatException.class);
    }
    byte[] longer = packed.clone();
    longer[4]--;
    assertThatThrownBy(() -> PackedText.read(longer)).isInstanceOf(DataFormatException.class);
    byte[] shorter = packed.clone();
    shorter[4]++;
    assertThatThrownBy(() -> PackedText.read(shorter)).isInstanceOf(DataFormatException.class);
  }
}
