package dev.coffer.terraform.bridged.way;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;

/** Through a port of this machine's loopback, by the JDK's client. */
final class LoopbackWay implements Way {
  private static final Replied UNAUTHORIZED =
      new Replied(HttpURLConnection.HTTP_UNAUTHORIZED, "", "");

  private final URI address;

  /**
   * The way to a bridge.
   *
   * @param address scheme, host and port
   */
  LoopbackWay(URI address) {
    this.address = address;
  }

  @Override
  public Replied send(Asked asked) throws IOException {
    try {
      HttpURLConnection connection = open(asked);
      int status = connection.getResponseCode();
      if (status == UNAUTHORIZED.status()) {
        return UNAUTHORIZED; // the JDK may have lost what stands in it
      }
      String tag = Optional.ofNullable(connection.getHeaderField("ETag")).orElse("");
      return new Replied(status, tag, body(connection));
    } catch (HttpRetryException e) {
      return UNAUTHORIZED; // what was sent in one piece is not sent again with other credentials
    }
  }

  private HttpURLConnection open(Asked asked) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(address + asked.target()).toURL().openConnection(Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) Limits.STANDARD.connecting().toMillis());
    connection.setReadTimeout((int) Limits.STANDARD.patience().toMillis());
    connection.setRequestMethod(asked.method());
    asked.headers().forEach(connection::setRequestProperty);
    if (asked.hasBody()) {
      write(connection, asked.body());
    }
    return connection;
  }

  /** In one piece: the JDK sends a second time, by itself, what it has buffered. */
  private static void write(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean isError = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : Replied.body(in, Limits.STANDARD.answer());
    }
  }

  @Override
  public String listen() {
    return address.getAuthority();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
