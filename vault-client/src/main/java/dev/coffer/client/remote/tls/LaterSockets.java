package dev.coffer.client.remote.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The platform's own sockets, made when the first is asked for. Every {@link HttpsURLConnection}
 * asks for the default factory when it is made, also where another one replaces it at once, and
 * that reads all of the platform's authorities: a fifth of such a command's time. Safe for several
 * threads.
 */
public final class LaterSockets extends SSLSocketFactory {
  private LaterSockets() {}

  /**
   * Makes this the default of the whole process, so it is for a process of our own: in a foreign
   * one it would replace what that has chosen.
   */
  public static void becomeDefault() {
    HttpsURLConnection.setDefaultSSLSocketFactory(new LaterSockets());
  }

  private static SSLSocketFactory platform() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return platform().getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return platform().getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return platform().createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return platform().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return platform().createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return platform().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return platform().createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean closing)
      throws IOException {
    return platform().createSocket(below, host, port, closing);
  }

  @Override
  public Socket createSocket(Socket below, InputStream consumed, boolean closing)
      throws IOException {
    return platform().createSocket(below, consumed, closing);
  }
}
