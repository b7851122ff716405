package dev.coffer.client.format.text;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A properties file of Java, in ASCII: whether its reader expects ISO 8859-1 or UTF-8, it reads the
 * same.
 */
public final class PropertiesText implements VariablesText {
  private static final Map<Character, String> IN_VALUE =
      Map.of('\\', "\\\\", '\n', "\\n", '\r', "\\r", '\t', "\\t", '\f', "\\f");
  private static final Map<Character, String> IN_KEY = inKey();

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append(escaped(name, IN_KEY)).append('=').append(value(value)).append('\n'));
    return text.toString();
  }

  /** A space is dropped at the start of a value only. */
  private static String value(String value) {
    String escaped = escaped(value, IN_VALUE);
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }

  private static String escaped(String text, Map<Character, String> escapes) {
    return EscapedText.of(text, escapes, character -> character < ' ' || character > '~');
  }

  private static Map<Character, String> inKey() {
    Map<Character, String> escapes = new TreeMap<>(IN_VALUE);
    "=:#! ".chars().forEach(character -> escapes.put((char) character, "\\" + (char) character));
    return escapes;
  }
}
