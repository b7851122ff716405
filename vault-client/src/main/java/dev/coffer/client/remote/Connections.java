package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.tls.TrustedAuthorities;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes connections that follow no redirect, keep nothing in a cache, and believe the authorities
 * of a file besides the platform's. Safe for several threads.
 */
final class Connections {
  private final Optional<Path> authorities;
  private final boolean kept;
  private SSLSocketFactory sockets;

  /**
   * Each connection is for one request.
   *
   * @param authorities a PEM file of certificates
   */
  Connections(Optional<Path> authorities) {
    this(authorities, false);
  }

  private Connections(Optional<Path> authorities, boolean kept) {
    this.authorities = authorities;
    this.kept = kept;
  }

  /** Connections that the next request to the same server goes over, for requests in a row. */
  static Connections kept(Optional<Path> authorities) {
    return new Connections(authorities, true);
  }

  /** Ends the use of {@code connection}, of which the answer was read. */
  void release(HttpURLConnection connection) {
    if (!kept) {
      connection.disconnect();
    }
  }

  /** A connection to {@code address}; nothing is sent yet. */
  HttpURLConnection open(URI address, Duration toConnect, Duration toAnswer) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure && authorities.isPresent()) {
      secure.setSSLSocketFactory(sockets(authorities.get()));
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) toConnect.toMillis());
    connection.setReadTimeout((int) toAnswer.toMillis());
    connection.setUseCaches(false);
    return connection;
  }

  /**
   * The body of the answer.
   *
   * @throws ClientException.Tampered when it has more than {@code max} bytes
   */
  static byte[] body(HttpURLConnection connection, int status, int max) throws IOException {
    InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return new byte[0];
    }
    try (stream) {
      byte[] body = stream.readNBytes(max + 1);
      if (body.length > max) {
        throw new ClientException.Tampered(
            "the server's answer is larger than " + max + " bytes", null);
      }
      return body;
    }
  }

  private synchronized SSLSocketFactory sockets(Path file) {
    if (sockets == null) {
      sockets = TrustedAuthorities.sockets(file);
    }
    return sockets;
  }
}
