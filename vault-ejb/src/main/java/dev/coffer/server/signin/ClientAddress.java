package dev.coffer.server.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as far as limits care: an IPv4 address, or the first 64 bits of an
 * IPv6 address, since one subscriber has all of the rest.
 */
public record ClientAddress(String value) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int IPV6_PREFIX_BYTES = 8;
  private static final ClientAddress UNKNOWN = new ClientAddress("unknown");

  /** Reads a numeric address; everything else is one and the same unknown place. */
  public static ClientAddress of(String text) {
    if (text == null || !NUMERIC.matcher(text).matches()) {
      return UNKNOWN;
    }
    try {
      return of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  private static ClientAddress of(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] prefix = Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES);
      return new ClientAddress(HexFormat.ofDelimiter(":").formatHex(prefix));
    }
    return new ClientAddress(address.getHostAddress());
  }

  @Override
  public String toString() {
    return value;
  }
}
