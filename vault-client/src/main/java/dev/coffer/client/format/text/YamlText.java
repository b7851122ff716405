package dev.coffer.client.format.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * One YAML 1.2 map of double-quoted strings, which YAML 1.1 reads alike: no value becomes a number,
 * a truth value or a date.
 */
public final class YamlText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("yaml");
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Words that YAML 1.1 takes for truth values and null. */
  private static final Set<String> NO_STRINGS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /** A key on one line may have 1,024 characters (YAML 1.2.2 §7.4.2). */
  private static final int LONGEST_KEY = 1_000;

  private static final Map<Character, String> ESCAPES =
      Map.of('"', "\\\"", '\\', "\\\\", '\n', "\\n", '\r', "\\r", '\t', "\\t");

  @Override
  public String write(SortedMap<String, String> variables) {
    if (variables.isEmpty()) {
      return "{}\n";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String key = key(variable.getKey());
      RULES.name(variable.getKey(), key.length() <= LONGEST_KEY, "it is too long");
      text.append(key).append(": ").append(quoted(variable.getValue())).append('\n');
    }
    return text.toString();
  }

  /** {@code name} as a key that every version of YAML takes for a string. */
  static String key(String name) {
    return PLAIN_KEY.matcher(name).matches() && !NO_STRINGS.contains(name.toLowerCase(Locale.ROOT))
        ? name
        : quoted(name);
  }

  static String quoted(String value) {
    return '"' + EscapedText.of(value, ESCAPES, YamlText::isUnwritten) + '"';
  }

  /** Controls, line ends of YAML 1.1, the byte order mark and what YAML does not let stand raw. */
  private static boolean isUnwritten(int character) {
    return character < ' '
        || (character >= 0x7F && character <= 0x9F)
        || character == 0x2028
        || character == 0x2029
        || character == 0xFEFF
        || character == 0xFFFE
        || character == 0xFFFF;
  }
}
