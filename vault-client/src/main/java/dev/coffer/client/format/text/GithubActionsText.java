package dev.coffer.client.format.text;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A shell script for a step of GitHub Actions: first it prints a mask for every line of every
 * value, then it appends the variables to {@code $GITHUB_ENV}. Words that no value contains end the
 * texts in it, so that no value ends one.
 */
public final class GithubActionsText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("github-actions");
  private static final Pattern RUNNERS_NAME = Pattern.compile("(?:GITHUB_|RUNNER_).*|NODE_OPTIONS");
  private static final int WORD_BYTES = 16;

  private final RandomGenerator random;

  /** Takes the words that end texts from {@code random}. */
  public GithubActionsText(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String write(SortedMap<String, String> variables) {
    variables.forEach(GithubActionsText::check);
    if (variables.isEmpty()) {
      return "";
    }
    String end = unusedWord(variables);
    return here("cat", end, RunnerMasks.of(variables.values()))
        + here("cat >>\"$GITHUB_ENV\"", end, assignments(variables, end + "_value"));
  }

  /**
   * {@code command} with {@code text} as its input; the quotes keep the shell from expanding it.
   */
  private static String here(String command, String end, String text) {
    return command + " <<'" + end + "'\n" + text + end + "\n";
  }

  private static void check(String key, String value) {
    RULES.shellName(key);
    RULES.name(
        key,
        !RUNNERS_NAME.matcher(key.toUpperCase(Locale.ROOT)).matches(),
        "the runner keeps it to itself");
    RULES.noNul(key, value);
  }

  private String unusedWord(Map<String, String> variables) {
    String everything = String.join("\n", variables.values());
    byte[] bytes = new byte[WORD_BYTES];
    String word;
    do {
      random.nextBytes(bytes);
      word = "coffer_" + HexFormat.of().formatHex(bytes);
    } while (everything.contains(word));
    return word;
  }

  private static String assignments(Map<String, String> variables, String end) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append(name)
                .append("<<")
                .append(end)
                .append('\n')
                .append(value)
                .append('\n')
                .append(end)
                .append('\n'));
    return text.toString();
  }
}
