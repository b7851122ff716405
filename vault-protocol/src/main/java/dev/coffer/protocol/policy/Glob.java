package dev.coffer.protocol.policy;

/**
 * A pattern for the whole of a name: {@code *} is any run of characters but {@code /}, {@code **}
 * any run at all, {@code ?} one character but {@code /}; everything else is itself, upper and lower
 * case apart. Takes time in proportion to pattern and name, whatever they are.
 */
public record Glob(String text) implements Comparable<Glob> {

  public Glob {
    PolicyText.require("a pattern", text);
  }

  public boolean matches(String name) {
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (int i = 0; i < text.length(); i++) {
      char symbol = text.charAt(i);
      if (text.startsWith("**", i)) {
        spread(reached, name, true);
        i++;
      } else if (symbol == '*') {
        spread(reached, name, false);
      } else {
        step(reached, name, symbol);
      }
    }
    return reached[name.length()];
  }

  /** Whether it can match a name that it does not spell out. */
  public boolean isWild() {
    return text.contains("*") || text.contains("?");
  }

  /** From each place that is reached, every place behind it up to the next slash. */
  private static void spread(boolean[] reached, String name, boolean acrossSlashes) {
    for (int i = 0; i < name.length(); i++) {
      if (reached[i] && (acrossSlashes || name.charAt(i) != '/')) {
        reached[i + 1] = true;
      }
    }
  }

  private static void step(boolean[] reached, String name, char symbol) {
    for (int i = name.length(); i > 0; i--) {
      reached[i] = reached[i - 1] && accepts(symbol, name.charAt(i - 1));
    }
    reached[0] = false;
  }

  private static boolean accepts(char symbol, char character) {
    return symbol == '?' ? character != '/' : symbol == character;
  }

  @Override
  public int compareTo(Glob other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
