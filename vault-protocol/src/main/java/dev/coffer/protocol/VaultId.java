package dev.coffer.protocol;

import java.util.regex.Pattern;

/**
 * Names one vault. 1 to 128 characters of {@code A-Z a-z 0-9 . _ : @ -}, starting with a letter or
 * digit and without {@code ..}: safe as one path segment, one file name part and one word of a
 * signed line.
 */
public record VaultId(String value) {
  public static final int MAX_LENGTH = 128;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]*");

  public VaultId {
    if (value == null
        || value.length() > MAX_LENGTH
        || value.contains("..")
        || !FORM.matcher(value).matches()) {
      throw new Malformed(
          "a vault id has 1 to 128 characters of A-Z a-z 0-9 . _ : @ -, starts with a letter or"
              + " digit and has no '..'");
    }
  }

  /** Written out: what a record has by itself is made at run time, at every start of a command. */
  @Override
  public boolean equals(Object other) {
    return other instanceof VaultId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
