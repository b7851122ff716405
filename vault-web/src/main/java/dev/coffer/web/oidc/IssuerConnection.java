package dev.coffer.web.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads what an issuer publishes: over https, from public addresses, without following redirects,
 * no more than 256 KiB, within seconds. An issuer, or who answers in its place, can make the server
 * look nowhere else.
 */
final class IssuerConnection {
  private static final int MAX_BYTES = 262_144;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final Duration TOTAL = Duration.ofSeconds(8);
  private static final int OK = 200;

  private final boolean privateAddresses;
  private final SSLSocketFactory sockets;

  /**
   * A connection for issuers on the internet, or for all.
   *
   * @param privateAddresses whether issuers may be on this host or network, and speak plain http
   */
  IssuerConnection(boolean privateAddresses) {
    this.privateAddresses = privateAddresses;
    try {
      // Not the default context: an application server may have made that one its own, with no
      // public authority in it. This one has those of the JDK.
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      this.sockets = context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no TLS", e);
    }
  }

  /**
   * The body of a successful answer.
   *
   * @throws IOException for any other answer, and for none
   */
  String text(String address) throws IOException {
    URI uri = uri(address);
    requireHost(uri.getHost());
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestProperty("Accept", "application/json");
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(sockets);
    }
    try {
      if (connection.getResponseCode() != OK) {
        throw new IOException("the issuer answers with status " + connection.getResponseCode());
      }
      return body(connection);
    } finally {
      connection.disconnect();
    }
  }

  private URI uri(String address) throws IOException {
    try {
      URI uri = new URI(address);
      boolean isHttps = "https".equals(uri.getScheme());
      boolean isHttp = privateAddresses && "http".equals(uri.getScheme());
      if ((!isHttps && !isHttp) || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IOException("an issuer and its keys are at https addresses");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IOException("an issuer and its keys are at https addresses", e);
    }
  }

  /**
   * Every address of the name, since any of them may be used. The platform keeps a looked-up name
   * for some seconds, so that the connection goes to one of these.
   */
  private void requireHost(String host) throws IOException {
    if (privateAddresses) {
      return;
    }
    for (InetAddress found : InetAddress.getAllByName(host)) {
      if (!PublicAddress.is(found)) {
        throw new IOException(
            "the issuer or its keys are at a private address; coffer.oidc.private.addresses permits"
                + " it");
      }
    }
  }

  /** A body that trickles in would hold a thread for as long as its sender likes. */
  private static String body(HttpURLConnection connection) throws IOException {
    long deadline = System.nanoTime() + TOTAL.toNanos();
    byte[] content = new byte[MAX_BYTES + 1];
    int length = 0;
    try (InputStream body = connection.getInputStream()) {
      int read = body.read(content, 0, content.length);
      while (read > 0) {
        length += read;
        if (length > MAX_BYTES) {
          throw new IOException("the issuer's answer is longer than " + MAX_BYTES + " bytes");
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "the issuer's answer takes longer than " + TOTAL.toSeconds() + " s");
        }
        read = body.read(content, length, content.length - length);
      }
    }
    return new String(content, 0, length, StandardCharsets.UTF_8);
  }
}
