package dev.coffer.client.format.text;

import dev.coffer.client.ClientException;
import java.util.regex.Pattern;

/**
 * What one format refuses, said with the variable's name and never with its value.
 *
 * @param format as the command line names it
 */
record FormatRules(String format) {
  private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Refuses a name that a shell cannot have as a variable. */
  void shellName(String key) {
    name(
        key,
        SHELL_NAME.matcher(key).matches(),
        "it may have letters, digits and _, and starts with no digit");
  }

  void name(String key, boolean carried, String why) {
    if (!carried) {
      throw refused("the name " + key + " cannot be written as " + format + ": " + why);
    }
  }

  /** Refuses a character that ends every environment variable. */
  void noNul(String key, String value) {
    value(key, value.indexOf('\0') < 0, "it has a NUL character");
  }

  void value(String key, boolean carried, String why) {
    if (!carried) {
      throw refused("the value of " + key + " cannot be written as " + format + ": " + why);
    }
  }

  ClientException.Failed refused(String what) {
    return new ClientException.Failed(
        what, "nothing was written; json, yaml, toml and properties carry every variable");
  }
}
