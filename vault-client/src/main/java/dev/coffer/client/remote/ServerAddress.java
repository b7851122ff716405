package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a server is: {@code https://host[:port]}, or {@code http} on this machine's loopback. No
 * path, query or user, and no slash at the end.
 */
public record ServerAddress(String text) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads an address as a person types it.
   *
   * @throws ClientException.Usage when it is no such address
   */
  public static ServerAddress parse(String typed) {
    String text = typed.strip().replaceAll("/+$", "");
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw refused("it is not a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !uri.getRawPath().isEmpty()) {
      throw refused("it must be https://host or https://host:port");
    }
    boolean local = scheme.equals("http") && isThisMachine(uri.getHost());
    if (!local && !scheme.equals("https")) {
      throw refused("plain http would show the access token to the network");
    }
    return new ServerAddress(text);
  }

  /** Whether {@code host}, as a URI has it, is this machine's loopback. */
  static boolean isThisMachine(String host) {
    return LOOPBACK.contains(host);
  }

  /** Whether only programs on this machine reach it. */
  public boolean isOnThisMachine() {
    return isThisMachine(URI.create(text).getHost());
  }

  private static ClientException refused(String reason) {
    return new ClientException.Usage(
        "the server's address cannot be used: " + reason,
        "give --server https://host, or http://127.0.0.1:port for a server on this machine");
  }

  @Override
  public String toString() {
    return text;
  }
}
