package dev.coffer.server.audit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a record says beyond its fixed members: one line of JSON, names sorted, no white space. */
final class Facts {
  private static final int MAX_LENGTH = 2_000;

  private Facts() {}

  /**
   * The line for {@code facts}, whose values are numbers, truth values or texts.
   *
   * @throws IllegalArgumentException for another type of value, or a line longer than its column
   */
  static String line(Map<String, Object> facts) {
    StringBuilder line = new StringBuilder("{");
    new TreeMap<>(facts)
        .forEach(
            (name, value) -> {
              if (line.length() > 1) {
                line.append(',');
              }
              appendText(line, name);
              line.append(':');
              appendValue(line, value);
            });
    line.append('}');
    if (line.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("audit facts of " + line.length() + " characters");
    }
    return line.toString();
  }

  private static void appendValue(StringBuilder line, Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      line.append(value);
    } else if (value instanceof String text) {
      appendText(line, text);
    } else {
      throw new IllegalArgumentException("an audit fact is a number, a truth value or a text");
    }
  }

  private static void appendText(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
