package dev.coffer.client.format.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A file for {@code docker run --env-file}: {@code KEY=value} to the end of the line, without
 * quotes or escapes.
 */
public final class DockerText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("docker");
  private static final Pattern NAME = Pattern.compile("[!-~&&[^=#]]+");
  private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

  /** Docker reads lines into 64 KiB with the line's end. */
  private static final int LONGEST_LINE = 64 * 1024 - 1;

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text.append(line(variable.getKey(), variable.getValue())).append('\n');
    }
    return text.toString();
  }

  private static String line(String key, String value) {
    RULES.name(key, NAME.matcher(key).matches(), "it may have visible ASCII without = and #");
    RULES.noNul(key, value);
    RULES.value(key, !LINE_BREAK.matcher(value).find(), "it has a line break");
    String line = key + "=" + value;
    int size = line.getBytes(StandardCharsets.UTF_8).length;
    RULES.value(key, size <= LONGEST_LINE, "docker reads lines of at most 64 kB");
    return line;
  }
}
