package dev.coffer.client.guard;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts under which one value may stand in a file. */
final class Forms {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Gson HTML_SAFE = new Gson();
  private static final int BITS_PER_CHARACTER = 6;
  private static final int GROUP = 3;

  /** Left as they are by RFC 3986 §2.3, by encodeURIComponent, by HTML forms, and by all. */
  private static final List<String> LEFT_IN_URLS = List.of("-._~", "-._~!'()*", "-._*", "-._");

  /** Long enough, and without white space, a line is no sentence and no line of code. */
  private static final int LEAST_LINE = 32;

  private final Map<String, String> forms = new LinkedHashMap<>();

  private Forms() {}

  /** Each text with the name of its form; the first form wins where two give the same text. */
  static Map<String, String> of(String value) {
    Forms all = new Forms();
    all.add("plain", value);
    all.add("plain", value.replace("\r\n", "\n"));
    all.add("plain", value.replace("\r\n", "\n").replace("\n", "\r\n"));
    all.addJson(GSON.toJson(value));
    all.addJson(HTML_SAFE.toJson(value));
    all.addUrl(value);
    all.addBase64(value.getBytes(StandardCharsets.UTF_8));
    value.lines().map(String::strip).filter(Forms::tells).forEach(line -> all.add("line", line));
    return all.forms;
  }

  private void add(String form, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length >= ValueRules.LEAST_BYTES) {
      forms.putIfAbsent(text, form);
    }
  }

  private void addJson(String literal) {
    add("json", literal.substring(1, literal.length() - 1));
  }

  private void addUrl(String value) {
    for (String left : LEFT_IN_URLS) {
      String encoded = percent(value, left);
      add("url", encoded);
      add("url", encoded.replace("%20", "+"));
    }
  }

  /** At each of the three places that a value can have in a group of three bytes (RFC 4648 §4). */
  private void addBase64(byte[] value) {
    for (int before = 0; before < GROUP; before++) {
      byte[] shifted = new byte[before + value.length];
      System.arraycopy(value, 0, shifted, before, value.length);
      int first = (before * Byte.SIZE + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER;
      int end = shifted.length * Byte.SIZE / BITS_PER_CHARACTER;
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String text = new String(encoder.encode(shifted), StandardCharsets.US_ASCII);
        add("base64", text.substring(first, end));
      }
    }
  }

  private static boolean tells(String line) {
    return line.length() >= LEAST_LINE && line.chars().noneMatch(Character::isWhitespace);
  }

  private static String percent(String value, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
      if (letterOrDigit || kept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
