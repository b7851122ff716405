package dev.coffer.client.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values separated by spaces; each is of the format, or each is not. */
class ValueFormatTest {
  @ParameterizedTest
  @CsvSource({
    "url, http://a https://a.example:8/p?q#f postgres://u:p@db/x a+b-c.1://h ftp://[::1]:21",
    "port, 1 80 65535 0080",
    "email, a@b.c x.y+z@mail.example.org",
    "boolean, true FALSE 1 0 Yes no",
    "integer, 0 -1 +7 9223372036854775807 -9223372036854775808",
    "hostname, a a-b.example 1.2 xn--bcher-kva.example localhost",
    "ip, 0.0.0.0 255.255.255.255 ::1 :: 1:2:3:4:5:6:7:8 fe80::1 ::ffff:1.2.3.4 1::8",
  })
  void accepts_valueOfTheFormat(String format, String values) {
    for (String value : values.split(" ", -1)) {
      assertThat(ValueFormat.named(format).orElseThrow().accepts(value)).as(value).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "url, a.example http:/a http:// http:///p http://u@ http://:80 1a://h ://h http://?q",
    "port, 0 65536 -1 8O 99999999999999999999999999 80a 0x50 ٨٠",
    "email, a a@ @b.c a@b a@b@c.d",
    "boolean, on off 2 truee t",
    "integer, 1.0 9223372036854775808 1e3 - ٣ 0x1",
    "hostname, -a a- a..b a_b a.b. http://a ä.example",
    "ip, 1.2.3 1.2.3.4.5 256.1.1.1 01.2.3.4 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1::2::3 :::"
        + " 1:2:3:4::5:6:7:8 fe80::1%eth0 12345::1 ::1.2.3 g::1 :1 1: localhost",
  })
  void refuses_valueOfNoSuchFormat(String format, String values) {
    for (String value : values.split(" ", -1)) {
      assertThat(ValueFormat.named(format).orElseThrow().accepts(value)).as(value).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"63, true", "64, false"})
  void hostname_labelOfLength(int length, boolean accepted) {
    assertThat(ValueFormat.HOSTNAME.accepts("a".repeat(length))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"126, true", "127, false"})
  void hostname_ofLabels_isBoundedAt253(int labels, boolean accepted) {
    String host = "a.".repeat(labels) + "a";
    assertThat(ValueFormat.HOSTNAME.accepts(host)).isEqualTo(accepted);
  }
}
