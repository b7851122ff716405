package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.SortedMap;

/**
 * Puts variables into a program's environment so that they arrive byte for byte, or not at all.
 * What is there already stays, unless a variable has its name.
 */
final class ChildEnvironment {
  /**
   * What LC_ALL was before the launcher gave this process a locale that has every character; empty
   * when it was not set.
   */
  private static final String LOCALE_BEFORE = "coffer.lc_all";

  private static final String LOCALE = "LC_ALL";
  private static final int JDK_WITH_UTF8_DEFAULT = 18;
  private static final int ASCII_END = 128;

  private ChildEnvironment() {}

  /**
   * Adds {@code variables} to {@code environment}.
   *
   * @throws ClientException.Usage naming the variable that no environment can hold
   */
  static void add(Map<String, String> environment, SortedMap<String, String> variables) {
    restoreLocale(environment);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      check(variable.getKey(), variable.getValue());
      environment.put(variable.getKey(), variable.getValue());
    }
  }

  private static void restoreLocale(Map<String, String> environment) {
    String before = System.getProperty(LOCALE_BEFORE);
    if (before != null && before.isEmpty()) {
      environment.remove(LOCALE);
    } else if (before != null) {
      environment.put(LOCALE, before);
    }
  }

  private static void check(String key, String value) {
    if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
      throw new ClientException.Usage(
          "a variable whose name is empty or has '=' or NUL cannot be in an environment",
          "give it another name");
    }
    if (value.indexOf('\0') >= 0) {
      throw new ClientException.Usage(
          "the value of " + key + " has a NUL character, which no environment can hold",
          "hand it over with --mount");
    }
    if (!isAscii(key) || !isAscii(value)) {
      checkCharacters(key, value);
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII_END) {
        return false;
      }
    }
    return true;
  }

  /** The JDK would replace what the locale lacks by question marks. */
  private static void checkCharacters(String key, String value) {
    Charset charset =
        Runtime.version().feature() < JDK_WITH_UTF8_DEFAULT
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    if (!charset.newEncoder().canEncode(key) || !charset.newEncoder().canEncode(value)) {
      throw new ClientException.Usage(
          "the variable " + key + " has characters that this locale cannot express",
          "set LC_ALL=C.UTF-8, or hand it over with --mount");
    }
  }
}
