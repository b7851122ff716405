package dev.coffer.client.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String SECRET = "pä\"ss/w+rd 1\n%41";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String redacted(List<String> values, String output) {
    Redactor redactor = new Redactor(new Secrets(values));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    shown.writeBytes(redactor.after(bytes(output), bytes(output).length));
    shown.writeBytes(redactor.finished());
    return text(shown);
  }

  private static String redactedInPieces(List<String> values, byte[] output, List<Integer> cuts) {
    Redactor redactor = new Redactor(new Secrets(values));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; at < output.length; i++) {
      int end = Math.min(output.length, at + cuts.get(i % cuts.size()));
      byte[] piece = Arrays.copyOfRange(output, at, end);
      shown.writeBytes(redactor.after(piece, piece.length));
      at = end;
    }
    shown.writeBytes(redactor.finished());
    return text(shown);
  }

  @Test
  void value_isMasked_alsoWhereItOverlaps() {
    assertThat(redacted(List.of("secret"), "a secret, secretsecret")).isEqualTo("a ***, ***");
    assertThat(redacted(List.of("abcabc"), "xabcabcabcy")).isEqualTo("x***y");
    assertThat(redacted(List.of("abcd", "bcde", "zabc"), "zabcdef")).isEqualTo("***f");
    assertThat(redacted(List.of("secret"), "secre secre")).isEqualTo("secre secre");
  }

  @Test
  void value_underFourBytes_isNotLookedFor() {
    assertThat(redacted(List.of("abc", "", "1"), "abc 1")).isEqualTo("abc 1");
    assertThat(Secrets.isTooShort("abc")).isTrue();
    assertThat(Secrets.isTooShort("aé1")).isFalse();
    assertThat(redacted(List.of("aé1"), "<aé1>")).isEqualTo("<***>");
  }

  private static String cut(String output) {
    Redactor redactor = new Redactor(new Secrets(List.of("secret")));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    shown.writeBytes(redactor.after(bytes(output), bytes(output).length));
    shown.writeBytes(redactor.cut());
    return text(shown);
  }

  /** Of a stream that goes on unseen nobody can say that a secret did not. */
  @Test
  void whatASecretMayHaveBegunWith_isMaskedWhereTheStreamIsCut() {
    assertThat(cut("a secre")).isEqualTo("a ***");
    assertThat(cut("a secretsecr")).isEqualTo("a ***");
    assertThat(cut("a secret; sec")).isEqualTo("a ***; sec");
    assertThat(cut("nothing")).isEqualTo("nothing");
    assertThat(cut("")).isEmpty();
  }

  @Test
  void longLinesOfAValue_areMaskedByThemselves() {
    String key = "-----BEGIN KEY-----\nMIIBVwIBADANBg\nshort\n-----END KEY-----\n";
    assertThat(redacted(List.of(key), "  MIIBVwIBADANBg\r\n  short")).isEqualTo("  ***\r\n  short");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void base64_isMaskedWhereverTheValueStandsInIt(int before) {
    byte[] whole = bytes("x".repeat(before) + SECRET + "yy");
    for (Base64.Encoder encoder :
        List.of(
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getUrlEncoder().withoutPadding())) {
      String encoded = encoder.encodeToString(whole);
      String shown = redacted(List.of(SECRET), "Basic " + encoded + "\n");
      assertThat(shown).startsWith("Basic ").contains("***").endsWith("\n");
      assertThat(shown.length()).isLessThan("Basic ***\n".length() + 14);
    }
  }

  @Test
  void base64_inLines_isMasked() {
    String value = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(6);
    for (int width : List.of(64, 76)) {
      String lines = Base64.getMimeEncoder(width, bytes("\n")).encodeToString(bytes(value + "\n"));
      assertThat(redacted(List.of(value), lines).replaceAll("[*\n]", "").length()).isLessThan(8);
    }
  }

  @Test
  void urlEncoded_isMaskedHoweverMuchIsEncoded() {
    String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    StringBuilder everything = new StringBuilder();
    for (byte b : bytes(SECRET)) {
      everything.append(String.format(Locale.ROOT, "%%%02x", b));
    }
    for (String encoded :
        List.of(
            form,
            percent,
            percent.replace("%2F", "/"),
            percent.toLowerCase(Locale.ROOT),
            everything.toString())) {
      assertThat(
              redacted(
                  List.of(SECRET.toLowerCase(Locale.ROOT), SECRET), "?q=" + encoded + "&x=%zz%4"))
          .isEqualTo("?q=***&x=%zz%4");
    }
  }

  @Test
  void json_isMaskedWhicheverCharactersAreEscaped() {
    String value = SECRET + "<\u20ac\ud83d\ude00>\t\\";
    StringBuilder everything = new StringBuilder();
    value.chars().forEach(c -> everything.append(String.format(Locale.ROOT, "\\u%04X", c)));
    String python =
        new Gson()
            .toJson(value)
            .replace("\u20ac", "\\u20ac")
            .replace("\ud83d\ude00", "\\ud83d\\ude00")
            .replace("ä", "\\u00e4");
    for (String encoded :
        List.of(
            new Gson().toJson(value),
            new GsonBuilder().disableHtmlEscaping().create().toJson(value),
            new Gson().toJson(value).replace("/", "\\/"),
            python,
            "\"" + everything + "\"")) {
      assertThat(redacted(List.of(value), "{\"a\":" + encoded + "}\\ud83d\\u00\\"))
          .isEqualTo("{\"a\":\"***\"}\\ud83d\\u00\\");
    }
  }

  @Test
  void base64_insideOfUrlsAndJson_isMasked() {
    String value = "??>>??>>~~~~";
    String base64 = Base64.getEncoder().encodeToString(bytes(value));
    assertThat(base64).contains("/").contains("+");
    assertThat(redacted(List.of(value), URLEncoder.encode(base64, StandardCharsets.UTF_8)))
        .isEqualTo("***");
    assertThat(redacted(List.of(value), base64.replace("/", "\\/"))).isEqualTo("***");
  }

  @Test
  void output_thatBeginsNoValue_isShownAtOnce() {
    Redactor redactor = new Redactor(new Secrets(List.of("secret")));
    assertThat(redactor.after(bytes("Name: "), 6)).isEqualTo(bytes("Name: "));
    assertThat(redactor.waits()).isFalse();
    assertThat(redactor.after(bytes("a secret"), 8)).isEqualTo(bytes("a ***"));
  }

  @Test
  void pause_showsAShortBeginningAndNeverALongOne() {
    Redactor redactor = new Redactor(new Secrets(List.of("secret")));
    assertThat(redactor.after(bytes("Words"), 5)).isEqualTo(bytes("Word"));
    assertThat(redactor.waits()).isTrue();
    assertThat(redactor.paused()).isEqualTo(bytes("s"));
    assertThat(redactor.after(bytes("ec"), 2)).isEmpty();
    assertThat(redactor.paused()).isEqualTo(bytes("ec"));
    assertThat(redactor.after(bytes("re"), 2)).as("more than three").isEmpty();
    assertThat(redactor.waits()).isFalse();
    assertThat(redactor.paused()).isEmpty();
    assertThat(redactor.after(bytes("t!"), 2)).isEqualTo(bytes("***!"));
  }

  @Test
  void valueOf100kB_isMaskedInPieces() {
    String value = "line of a very large value\n".repeat(4000);
    String output = "<" + value + "|" + Base64.getEncoder().encodeToString(bytes(value)) + ">";
    String shown = redactedInPieces(List.of(value), bytes(output), List.of(8192));
    assertThat(shown.replaceAll("[*=]", "").length()).isLessThan(8);
  }

  /** Few letters, so that values overlap, contain and begin each other. */
  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withChars("ab%\\\"+ é")
        .ofMinLength(4)
        .ofMaxLength(9)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 7).list().ofMinSize(1).ofMaxSize(5);
  }

  /**
   * Values as they are and encoded, in parts and whole, with noise between. URLs are told from the
   * noise before them: {@code %} and a value that begins with two digits is no URL.
   */
  @Provide
  Arbitrary<List<Integer>> script() {
    return Arbitraries.integers().between(0, 999).list().ofMaxSize(25);
  }

  private static String output(List<String> values, List<Integer> script) {
    StringBuilder output = new StringBuilder();
    List<String> noise = List.of("a", "b", "%", "\\", "%4", "\\u00", "é", "\n", "%61", "\\u0061");
    for (int step : script) {
      String value = values.get(step % values.size());
      switch (step / 100) {
        case 0, 1 -> output.append(value);
        case 2 -> output.append(value, 0, step % value.length());
        case 3 -> output.append('|').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        case 4 -> output.append(new Gson().toJson(value));
        case 5 -> output.append(Base64.getEncoder().encodeToString(bytes(value)));
        default -> output.append(noise.get(step % noise.size()));
      }
    }
    return output.toString();
  }

  @Property(tries = 1500)
  void anySplit_givesTheSameAsOneWrite_andNoValueSurvives(
      @ForAll("values") List<String> values,
      @ForAll("script") List<Integer> script,
      @ForAll("cuts") List<Integer> cuts) {
    String output = output(values, script);
    String whole = redacted(values, output);
    assertThat(redactedInPieces(values, bytes(output), cuts)).isEqualTo(whole);
    List<String> forms = new ArrayList<>();
    for (String value : values) {
      forms.add(value);
      forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      String json = new Gson().toJson(value);
      forms.add(json.substring(1, json.length() - 1));
      String base64 = Base64.getEncoder().encodeToString(bytes(value));
      forms.add(base64);
    }
    assertThat(whole).doesNotContain(forms);
  }

  @Property(tries = 300)
  void output_withoutValues_isUnchanged(@ForAll("script") List<Integer> script) {
    String output = output(List.of("abab", "baab"), script);
    assertThat(redacted(List.of("zzzz"), output)).isEqualTo(output);
  }
}
