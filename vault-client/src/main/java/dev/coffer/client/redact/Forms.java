package dev.coffer.client.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The texts under which a value is looked for: itself, each long line of it, and the base64 of it
 * wherever it stands in what was encoded, in both alphabets.
 */
final class Forms {
  /** In bytes of UTF-8. Shorter ones are everywhere. */
  static final int SHORTEST = 4;

  private static final int SHORTEST_LINE = 8;

  /** Where {@code openssl} and MIME break lines of base64. */
  private static final int[] WIDTHS = {64, 76};

  private static final int BITS = 6;

  private final Set<String> forms = new LinkedHashSet<>();

  private Forms() {}

  /** The texts, each as characters of one byte. */
  static Collection<byte[]> of(Collection<String> values) {
    Forms made = new Forms();
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= SHORTEST) {
        made.addFormsOf(value, bytes);
      }
    }
    return made.forms.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  private void addFormsOf(String value, byte[] bytes) {
    add(bytes, SHORTEST);
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      value.lines().forEach(line -> add(line.getBytes(StandardCharsets.UTF_8), SHORTEST_LINE));
    }
    for (int before = 0; before < 3; before++) {
      addEncoded(bytes, before, Base64.getEncoder());
      addEncoded(bytes, before, Base64.getUrlEncoder());
    }
  }

  private void add(byte[] bytes, int shortest) {
    if (bytes.length >= shortest) {
      forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * What is the same whatever stands around the value, {@code before} bytes (modulo 3) after it.
   */
  private void addEncoded(byte[] value, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    byte[] encoded = encoder.encode(shifted);
    int from = (before * 8 + BITS - 1) / BITS;
    int to = shifted.length * 8 / BITS;
    byte[] sure = Arrays.copyOfRange(encoded, from, to);
    add(sure, SHORTEST);
    if (before == 0) {
      for (int width : WIDTHS) {
        addLines(sure, width);
      }
    }
  }

  private void addLines(byte[] text, int width) {
    for (int at = 0; text.length > width && at < text.length; at += width) {
      add(Arrays.copyOfRange(text, at, Math.min(at + width, text.length)), SHORTEST_LINE);
    }
  }
}
