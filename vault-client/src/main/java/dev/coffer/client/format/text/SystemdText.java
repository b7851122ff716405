package dev.coffer.client.format.text;

import java.util.Map;
import java.util.SortedMap;

/**
 * A file for {@code EnvironmentFile=} of systemd: double quotes, in which a backslash stands before
 * another, a quote, a dollar sign and a backtick; line breaks stand as they are.
 */
public final class SystemdText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("systemd");
  private static final int DELETE = 0x7F;

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String key = variable.getKey();
      String value = variable.getValue();
      RULES.shellName(key);
      RULES.value(
          key,
          value.codePoints().noneMatch(SystemdText::isDropped),
          "systemd drops variables with control characters other than tab and line feed");
      text.append(key).append("=\"").append(value.replaceAll("[\\\\\"$`]", "\\\\$0"));
      text.append("\"\n");
    }
    return text.toString();
  }

  /** Controls, and the code points that Unicode says are no characters. */
  private static boolean isDropped(int character) {
    return (character < ' ' && character != '\t' && character != '\n')
        || character == DELETE
        || (character >= 0xFDD0 && character <= 0xFDEF)
        || (character & 0xFFFE) == 0xFFFE;
  }
}
