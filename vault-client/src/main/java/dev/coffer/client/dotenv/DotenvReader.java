package dev.coffer.client.dotenv;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads dotenv text as Node's {@code dotenv} 16 to 18 does: {@code export}, {@code KEY: value},
 * three kinds of quotes, values over several lines, comments, CRLF, a byte order mark; the last of
 * several equal keys counts. What is not an assignment is skipped. A scanner, because the regular
 * expression of the original overflows Java's stack on a value of 5,000 characters.
 */
public final class DotenvReader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String EXPORT = "export";

  private final String text;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private DotenvReader(String text) {
    this.text = text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** The variables of {@code text} in the order of their first appearance. */
  public static Map<String, String> read(String text) {
    return new DotenvReader(text).readAll();
  }

  private Map<String, String> readAll() {
    int start = 0;
    while (start <= text.length()) {
      start = nextLine(readAssignment(start));
    }
    return variables;
  }

  /** Reads an assignment that starts at or after {@code start}; answers where its text ends. */
  private int readAssignment(int start) {
    int begin = skipSpace(start);
    int name = begin;
    if (text.startsWith(EXPORT, begin)
        && skipSpace(begin + EXPORT.length()) > begin + EXPORT.length()) {
      name = skipSpace(begin + EXPORT.length());
    }
    Optional<Integer> value = separatorEnd(name);
    if (value.isEmpty() && name != begin) {
      name = begin; // "export = 5" assigns to the name "export"
      value = separatorEnd(name);
    }
    return value.isEmpty() ? start : readValue(text.substring(name, skipName(name)), value.get());
  }

  /** Where the value of the name at {@code name} may begin, if a name and a separator are there. */
  private Optional<Integer> separatorEnd(int name) {
    int end = skipName(name);
    if (end == name) {
      return Optional.empty();
    }
    int equals = skipSpace(end);
    if (charAt(equals) == '=') {
      return Optional.of(equals + 1);
    }
    return charAt(end) == ':' && end + 1 < text.length() && isSpace(charAt(end + 1))
        ? Optional.of(end + 2)
        : Optional.empty();
  }

  private int readValue(String name, int start) {
    int open = skipSpace(start);
    char quote = charAt(open);
    if (isQuote(quote)) {
      int close = closingQuote(open);
      if (close > 0) {
        variables.put(name, unescape(quote, text.substring(open + 1, close)));
        return close + 1;
      }
    }
    int end = plainEnd(start);
    variables.put(name, plainValue(trim(text.substring(start, end))));
    return end;
  }

  /** The quote that ends the value opened at {@code open} and has only a comment behind it. */
  private int closingQuote(int open) {
    char quote = charAt(open);
    int escaped = -1;
    int i = open + 1;
    while (i < text.length() && charAt(i) != quote) {
      boolean escape = charAt(i) == '\\' && charAt(i + 1) == quote;
      if (escape && endsLine(i + 2)) {
        escaped = i + 1;
      }
      i += escape ? 2 : 1;
    }
    return i < text.length() && endsLine(i + 1) ? i : escaped;
  }

  /** Whether only white space or a comment follows up to the end of the line. */
  private boolean endsLine(int start) {
    int i = start;
    while (i < text.length() && isSpace(charAt(i)) && !isLineEnd(charAt(i))) {
      i++;
    }
    return i >= text.length() || isLineEnd(charAt(i)) || charAt(i) == '#';
  }

  private static String plainValue(String value) {
    return value.isEmpty() ? value : unescape(value.charAt(0), withoutQuotes(value));
  }

  /** Drops quotes around the whole, or around what a line separator of Unicode begins or ends. */
  private static String withoutQuotes(String value) {
    StringBuilder text = new StringBuilder(value.length());
    int i = 0;
    while (i < value.length()) {
      boolean begins = i == 0 || isLineEnd(value.charAt(i - 1));
      int close = begins && isQuote(value.charAt(i)) ? lastClosing(value, i) : i;
      text.append(value, close > i ? i + 1 : i, close > i ? close : i + 1);
      i = close + 1;
    }
    return text.toString();
  }

  /** The last quote like the one at {@code open} that ends a line; {@code open} when none does. */
  private static int lastClosing(String value, int open) {
    int close = value.length() - 1;
    while (close > open
        && (value.charAt(close) != value.charAt(open)
            || (close + 1 < value.length() && !isLineEnd(value.charAt(close + 1))))) {
      close--;
    }
    return close;
  }

  private static String unescape(char quote, String value) {
    return quote == '"' ? value.replace("\\n", "\n").replace("\\r", "\r") : value;
  }

  private int plainEnd(int start) {
    int i = start;
    while (i < text.length() && charAt(i) != '#' && charAt(i) != '\n') {
      i++;
    }
    return i;
  }

  private int nextLine(int start) {
    int i = start;
    while (i < text.length() && !isLineEnd(charAt(i))) {
      i++;
    }
    return i + 1;
  }

  private int skipSpace(int start) {
    int i = start;
    while (i < text.length() && isSpace(charAt(i))) {
      i++;
    }
    return i;
  }

  private int skipName(int start) {
    int i = start;
    while (i < text.length() && isNameCharacter(charAt(i))) {
      i++;
    }
    return i;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static String trim(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isSpace(value.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** The characters of a name, {@code [\w.-]}. */
  static boolean isNameCharacter(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\u2028' || c == '\u2029';
  }

  /** White space as ECMAScript's {@code \s} has it. */
  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r')
        || c == BYTE_ORDER_MARK
        || Character.getType(c) == Character.SPACE_SEPARATOR
        || isLineEnd(c);
  }
}
