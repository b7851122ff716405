package dev.coffer.client.bridge;

import dev.coffer.client.ClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bridge listens: an address of this machine's loopback, in digits or as {@code
 * localhost}, and a port. No name is looked up.
 *
 * @param port 0 for any that is free
 */
public record ListenAddress(InetAddress host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]):([0-9]{1,5})");
  private static final String UNIX = "unix:";
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws ClientException.Usage for anything else, and for what others than this machine reach
   */
  public static ListenAddress parse(String text) {
    if (text.startsWith(UNIX)) {
      throw new ClientException.Usage(
          "the bridge does not listen on a UNIX socket",
          "give --listen 127.0.0.1:0; docs/bridge.md says why");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw notLoopback();
    }
    int port = Integer.parseInt(form.group(2));
    if (port > MAX_PORT) {
      throw notLoopback();
    }
    return new ListenAddress(address(form.group(1)), port);
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host.equals("localhost") ? "127.0.0.1" : host);
    } catch (UnknownHostException e) {
      throw notLoopback();
    }
  }

  private static ClientException notLoopback() {
    return new ClientException.Usage(
        "the bridge listens on this machine's loopback alone: 127.0.0.1:PORT or [::1]:PORT",
        "PORT 0 takes any that is free");
  }

  InetSocketAddress socket() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return authority(host, port);
  }

  /** {@code host} and {@code port} as an address has them. */
  static String authority(InetAddress host, int port) {
    String text = host.getHostAddress();
    return (text.contains(":") ? "[::1]" : text) + ":" + port;
  }
}
