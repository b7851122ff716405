package dev.coffer.client.format;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values that formats get wrong. */
public final class HardValues {
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "`",
          "\\",
          "$",
          "#",
          "%",
          "=",
          ":",
          "!",
          "&",
          "{",
          "}",
          "[",
          "<<",
          "\n",
          "\n",
          "\r",
          "\r\n",
          "\t",
          " ",
          " ",
          "$(id)",
          "${HOME}",
          "%25",
          "\\n",
          "\\u0041",
          "\\'",
          "::x::",
          "x",
          "0",
          "1e3",
          "null",
          "true",
          "~",
          "- ",
          "---",
          "EOF",
          "\u0001",
          "\u001b[0m",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ufffe",
          "é",
          "漢",
          "🎉");

  private HardValues() {}

  /** Any text without half characters, mostly of hard pieces. */
  public static Arbitrary<String> values() {
    Arbitrary<String> pieces =
        Arbitraries.of(PIECES).list().ofMaxSize(8).map(list -> String.join("", list));
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMaxLength(12)
            .filter(
                text ->
                    text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, pieces), net.jqwik.api.Tuple.of(1, any));
  }

  /** Several variables, with names that every reader takes. */
  public static Arbitrary<SortedMap<String, String>> variables() {
    return values()
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            list -> {
              SortedMap<String, String> variables = new TreeMap<>();
              list.forEach(value -> variables.put("K" + variables.size(), value));
              return variables;
            });
  }
}
