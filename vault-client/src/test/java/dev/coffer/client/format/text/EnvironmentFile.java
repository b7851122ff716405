package dev.coffer.client.format.text;

import java.util.Map;
import java.util.TreeMap;

/**
 * {@code EnvironmentFile=} as systemd.exec(5) and its parser have it, for lines {@code KEY="…"}: a
 * backslash before one of {@code "\$`} is dropped, before a line end both are, before another
 * character it stays.
 */
final class EnvironmentFile {
  private static final String ESCAPABLE = "\"\\$`";

  private EnvironmentFile() {}

  static Map<String, String> read(String text) {
    Map<String, String> variables = new TreeMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf("=\"", at);
      StringBuilder value = new StringBuilder();
      int i = equals + 2;
      for (; text.charAt(i) != '"'; i++) {
        char c = text.charAt(i);
        if (c == '\\') {
          c = text.charAt(++i);
          if (ESCAPABLE.indexOf(c) >= 0) {
            value.append(c);
          } else if (c != '\n') {
            value.append('\\').append(c);
          }
        } else {
          value.append(c);
        }
      }
      if (text.charAt(i + 1) != '\n') {
        throw new IllegalArgumentException("something follows the closing quote");
      }
      variables.put(text.substring(at, equals), value.toString());
      at = i + 2;
    }
    return variables;
  }
}
