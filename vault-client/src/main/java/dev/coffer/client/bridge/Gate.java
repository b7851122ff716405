package dev.coffer.client.bridge;

import com.sun.net.httpserver.Headers;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.protocol.SuppressForbidden;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets a request in, or not. The way that it came and the host are looked at first: a page of the
 * internet whose name was pointed at this machine (DNS rebinding) still names itself. Then whether
 * a browser sends it, on whoever's behalf. Only then the token.
 */
@SuppressForbidden("jdk.httpserver is a supported module")
final class Gate {
  private static final String BEARER = "bearer ";

  /** Not {@code Sec-Fetch-Mode}, which Node's {@code fetch} sends as well. */
  private static final List<String> OF_BROWSERS = List.of("Origin", "Sec-Fetch-Site");

  private final BridgeToken token;
  private final Set<String> hosts;
  private final Predicate<InetSocketAddress> ways;

  /**
   * @param hosts the ways in which a caller may name this server
   * @param ways whether a connection from there may bring a request; takes null as well
   */
  Gate(BridgeToken token, Set<String> hosts, Predicate<InetSocketAddress> ways) {
    this.token = token;
    this.hosts = Set.copyOf(hosts);
    this.ways = ways;
  }

  /**
   * Returns when the request is let in.
   *
   * @param from the other end of its connection; null when that is closed already
   * @throws dev.coffer.client.bridge.http.Refusal otherwise
   */
  void admit(InetSocketAddress from, Headers headers) {
    if (!ways.test(from) || host(headers).filter(hosts::contains).isEmpty()) {
      throw BridgeProblem.FOREIGN_HOST.because(
          "the request is meant for another host than this bridge",
          "use the address that 'coffer bridge' printed");
    }
    if (OF_BROWSERS.stream().anyMatch(headers::containsKey)) {
      throw BridgeProblem.BROWSER_REFUSED.because(
          "the request comes from a browser, or says so", "leave out Origin and Sec-Fetch-Site");
    }
    if (bearer(headers).filter(token::matches).isEmpty()) {
      throw BridgeProblem.TOKEN_REQUIRED
          .because(
              "the request does not carry the bridge's token",
              "send 'Authorization: Bearer' with what the token file holds")
          .with("WWW-Authenticate", "Bearer");
    }
  }

  private static Optional<String> host(Headers headers) {
    return only(headers, "Host").map(host -> host.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> bearer(Headers headers) {
    return only(headers, "Authorization")
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(text -> text.substring(BEARER.length()).strip());
  }

  /** A header that is there once: two could be read differently by two programs. */
  static Optional<String> only(Headers headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
