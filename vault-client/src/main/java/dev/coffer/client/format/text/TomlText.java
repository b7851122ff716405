package dev.coffer.client.format.text;

import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** A TOML 1.0 document of basic strings; a name with a dot is a quoted key, never a table. */
public final class TomlText implements VariablesText {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Map<Character, String> ESCAPES =
      Map.of(
          '"', "\\\"", '\\', "\\\\", '\b', "\\b", '\t', "\\t", '\n', "\\n", '\f', "\\f", '\r',
          "\\r");

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) -> text.append(key(name)).append(" = ").append(quoted(value)).append('\n'));
    return text.toString();
  }

  private static String key(String name) {
    return BARE_KEY.matcher(name).matches() ? name : quoted(name);
  }

  private static String quoted(String value) {
    return '"' + EscapedText.of(value, ESCAPES, Character::isISOControl) + '"';
  }
}
