package dev.coffer.terraform.plugin;

import dev.coffer.terraform.plugin.tls.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What the host said when it started this process, and the one line that answers it.
 *
 * @param host the host's certificate; empty when it wants plain text, as when it is told to by its
 *     own environment
 */
public record Handshake(Optional<X509Certificate> host) {
  /** Not a secret: it tells a host from a person who starts the program by hand. */
  static final String COOKIE_NAME = "TF_PLUGIN_MAGIC_COOKIE";

  static final String COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

  private static final String VERSIONS = "PLUGIN_PROTOCOL_VERSIONS";
  private static final String CERTIFICATE = "PLUGIN_CLIENT_CERT";
  private static final String PROTOCOL = "6";

  /**
   * Reads the environment that the host has set.
   *
   * @throws NotStartedByHost with what to tell whoever started the program
   */
  public static Handshake of(Map<String, String> environment) {
    if (!COOKIE.equals(environment.get(COOKIE_NAME))) {
      throw new NotStartedByHost(
          "this program is a provider for Terraform and OpenTofu, which start it themselves; see"
              + " docs/terraform.md");
    }
    String versions = environment.getOrDefault(VERSIONS, PROTOCOL);
    if (!Arrays.asList(versions.split(",", -1)).contains(PROTOCOL)) {
      throw new NotStartedByHost(
          "the coffer provider speaks plugin protocol 6 and needs Terraform 1.0 or newer");
    }
    return new Handshake(Optional.ofNullable(environment.get(CERTIFICATE)).map(Handshake::parse));
  }

  private static X509Certificate parse(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new NotStartedByHost("the host's certificate in " + CERTIFICATE + " cannot be read");
    }
  }

  /** The line by which the host finds the server on {@code port} and pins its certificate. */
  public String answer(int port, Optional<ServerIdentity> identity) {
    String certificate = identity.map(Handshake::encoded).orElse("");
    return "1|" + PROTOCOL + "|tcp|127.0.0.1:" + port + "|grpc|" + certificate;
  }

  /** Without padding: the host takes no other form. */
  private static String encoded(ServerIdentity identity) {
    try {
      byte[] der = identity.certificate().getEncoded();
      return Base64.getEncoder().withoutPadding().encodeToString(der);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate made here can be encoded", e);
    }
  }

  /** The process was not started as a plugin, or by a host that speaks another protocol. */
  public static final class NotStartedByHost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStartedByHost(String message) {
      super(message);
    }
  }
}
