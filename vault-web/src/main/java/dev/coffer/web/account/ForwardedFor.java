package dev.coffer.web.account;

import java.util.List;

/** Reads {@code X-Forwarded-For} from its trustworthy end. */
final class ForwardedFor {
  private ForwardedFor() {}

  /**
   * The client's address.
   *
   * @param connection the other end of the connection
   * @param header every value of the header, joined by commas; may be empty
   * @param hops how many proxies of one's own each append the address they see; 0 ignores the
   *     header
   */
  static String address(String connection, String header, int hops) {
    List<String> seen = List.of(header.split(",", -1));
    if (hops <= 0 || hops > seen.size()) {
      return connection;
    }
    String address = seen.get(seen.size() - hops).strip();
    return address.isEmpty() ? connection : address;
  }
}
