package dev.coffer.terraform.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A host's key and certificate, of the kind that Terraform makes (P-521), by the JDK's own tool and
 * so by other code than the provider's.
 */
public record HostIdentity(PrivateKey key, X509Certificate certificate) {
  private static final String PASSWORD = "only-for-this-test";
  private static final String ALIAS = "host";
  private static final int LINE = 64;

  private static HostIdentity kept;

  /** The same for every provider that this JVM starts: making one takes a JVM of its own. */
  static synchronized HostIdentity ofThisJvm() throws Exception {
    if (kept == null) {
      kept = generate();
    }
    return kept;
  }

  /** A new one. */
  public static HostIdentity generate() throws Exception {
    Path folder = Files.createTempDirectory("host-key");
    Path file = folder.resolve("key.p12");
    try {
      keytool(file);
      return read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void keytool(Path file) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    tool.toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp521r1",
                    "-dname",
                    "CN=localhost",
                    "-validity",
                    "1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private static HostIdentity read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    return new HostIdentity(
        (PrivateKey) store.getKey(ALIAS, PASSWORD.toCharArray()),
        (X509Certificate) store.getCertificate(ALIAS));
  }

  /** The certificate as a host passes it on. */
  public String pem() throws GeneralSecurityException {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
