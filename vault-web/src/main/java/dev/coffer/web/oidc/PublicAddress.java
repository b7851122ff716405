package dev.coffer.web.oidc;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the internet from those of this host, this network and special purposes (RFC
 * 6890, RFC 4193, RFC 6598).
 */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    boolean isThisNetwork = first == 0;
    boolean isShared = first == 100 && second >= 64 && second < 128;
    boolean isProtocol = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean isBenchmark = first == 198 && (second == 18 || second == 19);
    boolean isDocument =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    boolean isReserved = first >= 240;
    return !isThisNetwork && !isShared && !isProtocol && !isBenchmark && !isDocument && !isReserved;
  }

  /** Only 2000::/3 is given out; in it, 6to4, Teredo and documentation can hide other addresses. */
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean isGivenOut = (first & 0xe000) == 0x2000;
    boolean isSixToFour = first == 0x2002;
    boolean isTeredo = first == 0x2001 && second == 0;
    boolean isDocument = first == 0x2001 && second == 0x0db8;
    return isGivenOut && !isSixToFour && !isTeredo && !isDocument;
  }
}
