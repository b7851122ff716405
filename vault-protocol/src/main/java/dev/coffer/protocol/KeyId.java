package dev.coffer.protocol;

import java.util.HexFormat;

/**
 * Names one device's pair of public keys: the first 16 bytes of their digest as 32 lower-case
 * hexadecimal digits (see {@link dev.coffer.protocol.chain.DeviceKeys#keyId}).
 */
public record KeyId(String value) implements Comparable<KeyId> {
  private static final int BYTES = 16;
  private static final int SHORT = 8;

  public KeyId {
    if (value == null || !isHexadecimal(value)) {
      throw new Malformed("a key id is 32 lower-case hexadecimal digits");
    }
  }

  /** Written out, since a chain names thousands. */
  private static boolean isHexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return text.length() == 2 * BYTES;
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
