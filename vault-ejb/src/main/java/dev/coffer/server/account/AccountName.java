package dev.coffer.server.account;

import dev.coffer.protocol.Malformed;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A login name: 1 to 64 characters of {@code a-z 0-9 . _ @ + -}, starting with a letter or digit.
 * Lower case only, so that no two names differ by case.
 */
public record AccountName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  public AccountName {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new Malformed(
          "an account name has 1 to 64 characters of a-z 0-9 . _ @ + - and starts with a letter or"
              + " digit");
    }
  }

  /** The name that {@code text} is, unless it cannot be anybody's. */
  public static Optional<AccountName> find(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AccountName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
