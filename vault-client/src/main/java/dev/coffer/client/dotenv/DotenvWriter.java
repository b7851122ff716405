package dev.coffer.client.dotenv;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Writes dotenv text that {@link DotenvReader} reads back to exactly the same variables. */
public final class DotenvWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Lines in which a quote that a line before left open would be closed. */
  private static final String ANY_LINES = "\n\"\n'\n`\n";

  private DotenvWriter() {}

  /**
   * One line {@code KEY=value} for each variable, quoted where it is needed.
   *
   * @throws ClientException.Failed naming the key whose value no form of quoting can carry
   */
  public static String write(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach((name, value) -> text.append(line(name, value)).append('\n'));
    return text.toString();
  }

  private static String line(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new ClientException.Failed(
          "the name " + name + " cannot be written in a dotenv file",
          "nothing was written; json, yaml, toml and properties carry every variable");
    }
    for (String form : forms(value)) {
      String line = name + "=" + form;
      if (DotenvReader.read(line + ANY_LINES).equals(Map.of(name, value))) {
        return line;
      }
    }
    throw new ClientException.Failed(
        "the value of " + name + " cannot be written in a dotenv file",
        "it mixes quotes, line breaks or escapes that the format cannot carry; use --format json");
  }

  private static List<String> forms(String value) {
    String quoted = "'" + value + "'";
    if (PLAIN.matcher(value).matches()) {
      return List.of(value, quoted);
    }
    String oneLine = value.replace("\n", "\\n").replace("\r", "\\r");
    return List.of(
        "\"" + value + "\"",
        quoted,
        "`" + value + "`",
        "\"" + oneLine + "\"",
        value,
        guarded("'", value),
        guarded("`", value),
        guarded("\"", value),
        guarded("\"", oneLine));
  }

  /**
   * {@code value} with a backslash at its end, which would escape the quote if another one came
   * later; the one in the comment is where that search ends without success.
   */
  private static String guarded(String quote, String value) {
    return quote + value + quote + " #" + quote + ".";
  }
}
