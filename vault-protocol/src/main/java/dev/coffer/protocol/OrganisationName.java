package dev.coffer.protocol;

import java.util.regex.Pattern;

/**
 * What people call an organisation: 1 to 39 characters of {@code a-z 0-9 -}, a letter first, no
 * hyphen at the end. Safe as one path segment, and never the form of an organisation's id.
 */
public record OrganisationName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,37}[a-z0-9])?");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  public OrganisationName {
    if (value == null || !FORM.matcher(value).matches() || isId(value)) {
      throw new Malformed(
          "an organisation's name has 1 to 39 characters of a-z 0-9 -, begins with a letter and"
              + " does not end with a hyphen");
    }
  }

  /** Whether {@code text} is an organisation's id rather than a name. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
