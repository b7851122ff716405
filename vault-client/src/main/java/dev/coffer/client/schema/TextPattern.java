package dev.coffer.client.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.coffer.protocol.Malformed;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A pattern that a whole value has to match. Matching takes time linear in the value's length
 * whatever the pattern is (RE2), and both are bounded, so that no schema can make a command hang.
 */
public final class TextPattern {
  /** The longest value that a pattern is tried on; a longer one does not match. */
  static final int MAX_VALUE = 65_536;

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_EXPANDED = 1_000_000;
  private static final int MAX_PROGRAM = 5_000;
  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final String text;
  private final Pattern compiled;

  private TextPattern(String text, String expression, int flags) {
    this.text = text;
    this.compiled = compile(expression, flags);
  }

  /**
   * A glob: {@code *} is any text, {@code (a|b)} one of several, everything else stands for itself.
   */
  static TextPattern glob(String text) {
    return new TextPattern(requireShort(text), expression(text), Pattern.DOTALL);
  }

  /** A regular expression in RE2 syntax. */
  static TextPattern regex(String text) {
    if (expanded(requireShort(text)) > MAX_EXPANDED) {
      throw tooLarge();
    }
    return new TextPattern(text, text, 0);
  }

  /** The pattern as the schema has it. */
  public String text() {
    return text;
  }

  boolean matches(String value) {
    return value.length() <= MAX_VALUE && compiled.matches(value);
  }

  /** Whether a glob's text looks as if its author had a regular expression in mind. */
  boolean looksLikeRegex() {
    return text.startsWith("^")
        || text.endsWith("$")
        || Stream.of(".*", "[", "\\").anyMatch(text::contains);
  }

  private static String requireShort(String text) {
    if (text.length() > MAX_TEXT) {
      throw new Malformed("is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }

  private static Pattern compile(String expression, int flags) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(expression, flags);
    } catch (PatternSyntaxException e) {
      throw new Malformed("is not a regular expression: " + e.getDescription());
    }
    if (compiled.programSize() > MAX_PROGRAM) {
      throw tooLarge();
    }
    return compiled;
  }

  private static Malformed tooLarge() {
    return new Malformed("has too large counts {n,m}; write * or + instead");
  }

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      int close = glob.charAt(at) == '(' ? glob.indexOf(')', at) : -1;
      if (close < 0) {
        expression.append(literal(glob.substring(at, at + 1)));
        at++;
      } else {
        expression.append("(?:");
        for (String choice : glob.substring(at + 1, close).split("\\|", -1)) {
          expression.append(choices(choice)).append('|');
        }
        expression.setCharAt(expression.length() - 1, ')');
        at = close + 1;
      }
    }
    return expression.toString();
  }

  private static String choices(String choice) {
    StringBuilder expression = new StringBuilder();
    choice.chars().forEach(c -> expression.append(literal(String.valueOf((char) c))));
    return expression.toString();
  }

  private static String literal(String character) {
    return character.equals("*") ? ".*" : Pattern.quote(character);
  }

  /**
   * No less than the size that counts expand {@code regex} to, since n groups nest n deep at most:
   * what is {@code ((a{1000}){1000}){1000}} would fill the memory before it is refused.
   */
  private static double expanded(String regex) {
    long depth = regex.chars().filter(c -> c == '(').count() + 1;
    return COUNT
        .matcher(regex)
        .results()
        .map(count -> Math.max(number(count.group(1)), number(count.group(2))))
        .sorted(Comparator.reverseOrder())
        .limit(depth)
        .reduce((double) regex.length(), (product, count) -> product * Math.max(1, count));
  }

  private static double number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
