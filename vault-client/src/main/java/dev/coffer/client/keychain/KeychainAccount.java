package dev.coffer.client.keychain;

import dev.coffer.protocol.Malformed;
import java.util.regex.Pattern;

/**
 * Names one machine key: 1 to 128 characters of {@code A-Z a-z 0-9 . _ : @ -} that start with a
 * letter or digit, so that it is one word of a command and one part of a file name.
 */
public record KeychainAccount(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

  public KeychainAccount {
    if (value == null || value.contains("..") || !FORM.matcher(value).matches()) {
      throw new Malformed(
          "a keychain account has 1 to 128 characters of A-Z a-z 0-9 . _ : @ - and no '..'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
