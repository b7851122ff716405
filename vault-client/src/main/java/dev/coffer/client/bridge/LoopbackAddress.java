package dev.coffer.client.bridge;

import dev.coffer.client.ClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of this machine's loopback, in digits or as {@code localhost}, and a port. No name is
 * looked up.
 */
final class LoopbackAddress extends ListenAddress {
  private static final Pattern FORM =
      Pattern.compile("(localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  /** Any port that is free. */
  static final LoopbackAddress ANY = parse("127.0.0.1:0");

  private final InetAddress host;
  private final int port;

  private LoopbackAddress(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws ClientException.Usage for anything else, and for what others than this machine reach
   */
  static LoopbackAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw notLoopback();
    }
    int port = Integer.parseInt(form.group(2));
    if (port > MAX_PORT) {
      throw notLoopback();
    }
    return new LoopbackAddress(address(form.group(1)), port);
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
        "PORT 0 takes any that is free; unix:PATH is a socket that only you can open");
  }

  @Override
  Entrance entrance(Consumer<String> log) {
    return new LoopbackEntrance(this);
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
