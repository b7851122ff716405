package dev.coffer.terraform.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.value.ValueReader.NotAValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueBytesTest {
  private static Value read(String hex) {
    return ValueReader.read(HexFormat.of().parseHex(hex));
  }

  static Stream<Value> values() {
    Map<String, Value> many = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("key" + i, Value.of(i));
    }
    return Stream.of(
        Value.Absent.NULL,
        Value.Absent.UNKNOWN,
        Value.of(true),
        Value.of(false),
        Value.of(""),
        Value.of("ä".repeat(15)),
        Value.of("x".repeat(31)),
        Value.of("x".repeat(32)),
        Value.of("x".repeat(255)),
        Value.of("x".repeat(256)),
        Value.of("x".repeat(70_000)),
        Value.of(0),
        Value.of(-1),
        Value.of(Long.MAX_VALUE),
        Value.of(Long.MIN_VALUE),
        new Value.Items(List.of()),
        new Value.Items(Collections.nCopies(16, Value.of("x"))),
        new Value.Items(Collections.nCopies(70_000, Value.of(1))),
        Value.Fields.of(Map.of()),
        Value.Fields.of(many),
        Value.Fields.of(Map.of("a", new Value.Items(List.of(Value.Absent.UNKNOWN)))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatIsWritten_isReadAgain(Value value) {
    assertThat(ValueReader.read(ValueWriter.write(value))).isEqualTo(value);
  }

  @Test
  void aNumberThatIsNoInteger_isWrittenAsText_andLosesNoDigit() {
    assertThat(ValueReader.read(ValueWriter.write(new Value.Amount(new BigDecimal("0.1")))))
        .isEqualTo(Value.of("0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d40000",
        "d500aaaa",
        "d60000000000",
        "c7010c00",
        "c80001 0c00",
        "c900000001 0c00"
      })
  void everyExtension_isUnknown(String hex) {
    assertThat(read(hex.replace(" ", ""))).isEqualTo(Value.Absent.UNKNOWN);
  }

  @Test
  void unknown_isWrittenInItsPlainForm() {
    assertThat(ValueWriter.write(Value.Absent.UNKNOWN)).containsExactly(0xD4, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "05,5",
    "ff,-1",
    "cc80,128",
    "cd0100,256",
    "ce00010000,65536",
    "d080,-128",
    "d1ff00,-256",
    "d2ffff0000,-65536",
    "cfffffffffffffffff,18446744073709551615",
    "ca3f000000,0.5",
    "cb3fb999999999999a,0.1"
  })
  void numbers_areReadInEveryForm(String hex, BigDecimal number) {
    assertThat(read(hex)).isEqualTo(new Value.Amount(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "c1", "a3 61", "92 01", "81 01 01", "01 01", "dbffffffff", "ddffffffff"})
  void anythingElse_isRefused(String hex) {
    assertThatThrownBy(() -> read(hex.replace(" ", ""))).isInstanceOf(NotAValue.class);
  }

  @Test
  void nestingWithoutEnd_isRefused() {
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x91);
    assertThatThrownBy(() -> ValueReader.read(deep)).isInstanceOf(NotAValue.class);
  }

  @Test
  void text_isNotShown() {
    assertThat(Value.Fields.of(Map.of("a", Value.of("hunter2"))).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void nullUnknownAndEmpty_areThreeThings() {
    assertThat(List.of(Value.Absent.NULL, Value.Absent.UNKNOWN, Value.of("")))
        .doesNotHaveDuplicates();
    assertThat(new Value.Items(List.of(Value.Absent.UNKNOWN)).isWhollyKnown()).isFalse();
    assertThat(new Value.Items(List.of(Value.Absent.NULL)).isWhollyKnown()).isTrue();
  }
}
