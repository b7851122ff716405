package dev.coffer.server.account;

import dev.coffer.protocol.Malformed;
import java.util.regex.Pattern;

/**
 * A login name: 1 to 64 characters of {@code a-z 0-9 . _ @ + -}, starting with a letter or digit.
 * Lower case only, so that no two names differ by case.
 */
public record AccountName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  public AccountName {
    if (!isValid(value)) {
      throw new Malformed(
          "an account name has 1 to 64 characters of a-z 0-9 . _ @ + - and starts with a letter or"
              + " digit");
    }
  }

  static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
