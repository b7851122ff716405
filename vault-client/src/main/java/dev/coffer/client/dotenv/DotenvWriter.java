package dev.coffer.client.dotenv;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Writes dotenv text that {@link DotenvReader} reads back to exactly the same variables. */
public final class DotenvWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

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
    for (String form : forms(value)) {
      String line = name + "=" + form;
      if (DotenvReader.read(line).equals(Map.of(name, value))) {
        return line;
      }
    }
    throw new ClientException.Failed(
        "the value of " + name + " cannot be written in a dotenv file",
        "it mixes quotes, line breaks or escapes that the format cannot carry; use --json");
  }

  private static List<String> forms(String value) {
    String quoted = "'" + value + "'";
    if (PLAIN.matcher(value).matches()) {
      return List.of(value, quoted);
    }
    String oneLine = value.replace("\n", "\\n").replace("\r", "\\r");
    return List.of("\"" + value + "\"", quoted, "`" + value + "`", "\"" + oneLine + "\"", value);
  }
}
