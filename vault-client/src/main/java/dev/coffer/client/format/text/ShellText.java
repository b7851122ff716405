package dev.coffer.client.format.text;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** {@code export KEY='value'} for every POSIX shell: single quotes keep all bytes but their own. */
public final class ShellText implements VariablesText {
  private static final FormatRules RULES = new FormatRules("shell");

  /** What bash computes or forbids to change: an assignment fails, or does not last. */
  private static final Set<String> KEPT_BY_BASH =
      Set.of(
          "_",
          "BASHOPTS",
          "BASHPID",
          "BASH_ARGC",
          "BASH_ARGV",
          "BASH_COMMAND",
          "BASH_LINENO",
          "BASH_SOURCE",
          "BASH_SUBSHELL",
          "BASH_VERSINFO",
          "DIRSTACK",
          "EPOCHREALTIME",
          "EPOCHSECONDS",
          "EUID",
          "FUNCNAME",
          "GROUPS",
          "HISTCMD",
          "LINENO",
          "PIPESTATUS",
          "PPID",
          "RANDOM",
          "SECONDS",
          "SHELLOPTS",
          "SRANDOM",
          "UID");

  @Override
  public String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String key = variable.getKey();
      RULES.shellName(key);
      RULES.name(key, !KEPT_BY_BASH.contains(key), "bash keeps this variable to itself");
      RULES.noNul(key, variable.getValue());
      text.append("export ").append(key).append('=').append(quoted(variable.getValue()));
      text.append('\n');
    }
    return text.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
