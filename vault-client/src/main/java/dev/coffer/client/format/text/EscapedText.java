package dev.coffer.client.format.text;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/** A text with some of its characters written as escapes. */
final class EscapedText {
  private EscapedText() {}

  /**
   * {@code text} with {@code escapes} in the place of their characters and with {@code backslash u}
   * and four hexadecimal digits for each UTF-16 unit of what {@code unwritten} names.
   */
  static String of(String text, Map<Character, String> escapes, IntPredicate unwritten) {
    StringBuilder escaped = new StringBuilder(text.length() + 2);
    text.codePoints()
        .forEach(
            character -> {
              String escape =
                  Character.isBmpCodePoint(character) ? escapes.get((char) character) : null;
              if (escape != null) {
                escaped.append(escape);
              } else if (unwritten.test(character)) {
                appendUnits(escaped, character);
              } else {
                escaped.appendCodePoint(character);
              }
            });
    return escaped.toString();
  }

  private static void appendUnits(StringBuilder escaped, int character) {
    for (char unit : Character.toChars(character)) {
      escaped.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
    }
  }
}
