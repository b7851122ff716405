package dev.coffer.client.remote.tls;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server whose certificate an authority of a file has signed, and any that the platform
 * believes. Host names are checked either way. The platform's own authorities, which are many, are
 * read only when the file's are not enough.
 */
public final class TrustedAuthorities extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager own;

  private TrustedAuthorities(X509ExtendedTrustManager own) {
    this.own = own;
  }

  /**
   * Sockets that believe the authorities in {@code file} (PEM, one or more certificates) too.
   *
   * @throws ClientException.Usage when there is no certificate to read
   */
  public static SSLSocketFactory sockets(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new CertificateException("no certificate");
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, new TrustManager[] {new TrustedAuthorities(manager(storeOf(found)))}, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new ClientException.Usage(
          "COFFER_CA names " + file + ", which cannot be read as certificates",
          "give a file in PEM form: -----BEGIN CERTIFICATE-----");
    }
  }

  private static KeyStore storeOf(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry(Integer.toString(store.size()), certificate);
    }
    return store;
  }

  /** A manager for {@code store}; null stands for the platform's authorities. */
  private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the platform has no X.509 trust"));
  }

  /** One check of a chain by one manager. */
  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void either(Check check) throws CertificateException {
    try {
      check.by(own);
    } catch (CertificateException notOurs) {
      try {
        check.by(manager(null));
      } catch (CertificateException e) {
        e.addSuppressed(notOurs);
        throw e;
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    either(manager -> manager.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    either(manager -> manager.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    either(manager -> manager.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw notAServer();
  }

  private static CertificateException notAServer() {
    return new CertificateException("this side of a connection is the client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return own.getAcceptedIssuers();
  }
}
