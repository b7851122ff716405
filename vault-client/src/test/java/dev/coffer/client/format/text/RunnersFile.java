package dev.coffer.client.format.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file behind {@code $GITHUB_ENV} as GitHub's runner reads it on Linux: only a line feed ends a
 * line; {@code NAME=VALUE}, or {@code NAME<<WORD} and lines up to one that is the word.
 */
final class RunnersFile {
  private RunnersFile() {}

  static Map<String, String> read(String text) {
    Map<String, String> variables = new TreeMap<>();
    List<String> lines = List.of(text.split("\n", -1));
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i++);
      int equals = line.indexOf('=');
      int heredoc = line.indexOf("<<");
      if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
        List<String> value = new ArrayList<>();
        while (!lines.get(i).equals(line.substring(heredoc + 2))) {
          value.add(lines.get(i++));
        }
        i++;
        variables.put(line.substring(0, heredoc), String.join("\n", value));
      } else if (equals >= 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("the runner refuses a line without = and <<");
      }
    }
    return variables;
  }
}
