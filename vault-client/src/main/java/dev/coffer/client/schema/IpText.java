package dev.coffer.client.schema;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The text forms of IP addresses (RFC 4291 §2.2 without zones; IPv4 with four decimal parts and no
 * leading zeros). Written out because the JDK's own reader looks names up.
 */
final class IpText {
  private static final Pattern PART = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final int PARTS = 4;
  private static final int GROUPS = 8;

  private IpText() {}

  static boolean isIpv4(String value) {
    String[] parts = value.split("\\.", -1);
    return parts.length == PARTS
        && Arrays.stream(parts).allMatch(part -> PART.matcher(part).matches());
  }

  static boolean isIpv6(String value) {
    int gap = value.indexOf("::");
    if (gap < 0) {
      return groups(value, true) == GROUPS;
    }
    int before = groups(value.substring(0, gap), false);
    int after = groups(value.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /**
   * How many groups {@code text} has, an IPv4 address at its end being two; -1 when it has none.
   */
  private static int groups(String text, boolean mayEndInIpv4) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] groups = text.split(":", -1);
    int last = groups.length - 1;
    boolean ipv4 = mayEndInIpv4 && isIpv4(groups[last]);
    int plain = ipv4 ? last : groups.length;
    boolean whole =
        Arrays.stream(groups).limit(plain).allMatch(group -> GROUP.matcher(group).matches());
    return whole ? groups.length + (ipv4 ? 1 : 0) : -1;
  }
}
