package dev.coffer.protocol;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one device's pair of public keys: the first 16 bytes of their digest as 32 lower-case
 * hexadecimal digits (see {@link dev.coffer.protocol.chain.DeviceKeys#keyId}).
 */
public record KeyId(String value) implements Comparable<KeyId> {
  private static final int BYTES = 16;
  private static final int SHORT = 8;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public KeyId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new Malformed("a key id is 32 lower-case hexadecimal digits");
    }
  }

  /** The key id whose bytes start {@code digest}. */
  public static KeyId of(Digest digest) {
    return new KeyId(HexFormat.of().formatHex(digest.value().toArray(), 0, BYTES));
  }

  /** The first 8 digits: enough for a person to tell devices apart, never enough to decide. */
  public String shortForm() {
    return value.substring(0, SHORT);
  }

  @Override
  public int compareTo(KeyId other) {
    return value.compareTo(other.value);
  }

  /** Written out: what a record has by itself is made at run time, at every start of a command. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyId that && value.equals(that.value);
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
