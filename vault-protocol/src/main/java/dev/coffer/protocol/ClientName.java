package dev.coffer.protocol;

import java.util.regex.Pattern;

/**
 * What a client program calls itself to the server, for the audit log: 1 to 32 characters of {@code
 * a-z 0-9 -}, a letter first. Its own word: nothing is allowed or refused by it.
 */
public record ClientName(String value) {
  /** Request header in which a client names itself. */
  public static final String HEADER = "X-Coffer-Client";

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public ClientName {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new Malformed(
          "a client's name has 1 to 32 characters of a-z 0-9 - and begins with a letter");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
