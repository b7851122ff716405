package dev.coffer.client.format.text;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What makes the runner of GitHub Actions print {@code ***} for values from then on. It obeys on
 * standard output, line by line, does not show these lines, and masks the base64, JSON and URL
 * forms of a value as well.
 */
public final class RunnerMasks {
  private static final String COMMAND = "::add-mask::";
  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");

  private RunnerMasks() {}

  /**
   * One command for each line of each value, each line once. The runner masks line by line and
   * cannot mask a blank one; a percent sign would start an escape.
   */
  public static String of(Collection<String> values) {
    StringBuilder masks = new StringBuilder();
    values.stream()
        .flatMap(LINE_BREAK::splitAsStream)
        .filter(line -> !line.isBlank())
        .distinct()
        .forEach(line -> masks.append(COMMAND).append(line.replace("%", "%25")).append('\n'));
    return masks.toString();
  }
}
