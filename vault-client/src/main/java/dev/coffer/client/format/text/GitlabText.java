package dev.coffer.client.format.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A dotenv report of GitLab CI/CD, which is not a dotenv file: {@code KEY=value} to the end of the
 * line, trimmed, quotes kept, {@code $NAME} expanded.
 */
public final class GitlabText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("gitlab");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** GitLab takes reports that are smaller than 5 KiB. */
  private static final int TOO_BIG = 5 * 1024;

  /** The most that any plan of gitlab.com takes. */
  private static final int MOST_VARIABLES = 150;

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text.append(line(variable.getKey(), variable.getValue())).append('\n');
    }
    if (text.toString().getBytes(StandardCharsets.UTF_8).length >= TOO_BIG) {
      throw RULES.refused("GitLab takes dotenv reports of less than 5 kB; this one is bigger");
    }
    if (variables.size() > MOST_VARIABLES) {
      throw RULES.refused(
          "GitLab takes at most 150 variables in a report; there are " + variables.size());
    }
    return text.toString();
  }

  private static String line(String key, String value) {
    RULES.shellName(key);
    RULES.value(
        key, !CONTROL.matcher(value).find(), "it has a line break or another control character");
    RULES.value(key, value.equals(value.strip()), "GitLab drops white space at its ends");
    RULES.value(key, value.indexOf('$') < 0, "GitLab expands what follows a $");
    return key + "=" + value;
  }
}
