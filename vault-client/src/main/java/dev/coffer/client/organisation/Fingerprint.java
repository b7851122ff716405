package dev.coffer.client.organisation;

import dev.coffer.protocol.Digest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A digest's first 80 bits as people read them aloud: 16 letters and digits of RFC 4648's
 * base32hex, in groups of four.
 */
final class Fingerprint {
  private static final int BYTES = 10;
  private static final int CHARACTERS = 16;
  private static final int RADIX = 32;
  private static final Pattern GROUPS = Pattern.compile("(.{4})(?!$)");

  private Fingerprint() {}

  static String of(Digest digest) {
    byte[] start = Arrays.copyOf(digest.value().toArray(), BYTES);
    String text = new BigInteger(1, start).toString(RADIX).toUpperCase(Locale.ROOT);
    String padded = "0".repeat(CHARACTERS - text.length()) + text;
    return GROUPS.matcher(padded).replaceAll("$1 ");
  }
}
