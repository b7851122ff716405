package dev.coffer.server.token;

import dev.coffer.server.files.PrivateFile;
import dev.coffer.server.keystore.KeystorePassword;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the signing key in a PKCS#12 file, which the first start makes and every server of the same
 * database shares. Leaves the public half where the server's JWT verification looks for it: as a
 * JWK set, because its key has an id there. Of a key without one, Open Liberty reads the file again
 * for every new token and keeps a copy for ten minutes.
 */
@ApplicationScoped
public class SigningKeys {
  @Inject
  @ConfigProperty(name = "coffer.keystore.file")
  private String file;

  @Inject
  @ConfigProperty(name = "coffer.keystore.password")
  private Optional<String> configuredPassword;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey.location")
  private String publicKeyFile;

  private SigningKey key;

  @PostConstruct
  void load() {
    PrivateFile keystore = new PrivateFile(Path.of(file));
    char[] password = KeystorePassword.of(configuredPassword, file);
    try {
      if (keystore.read().isEmpty()) {
        keystore.createUnlessThere(KeyStoreFile.generate(password));
      }
      key = KeyStoreFile.open(keystore.read().orElseThrow(), password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot open the keystore of the signing key", e);
    }
    new PrivateFile(Path.of(publicKeyFile)).replace(key.jwks().getBytes(StandardCharsets.UTF_8));
  }

  /** The public half, for everybody who wants to verify tokens: a JWK set (RFC 7517). */
  public String jwks() {
    return key.jwks();
  }

  /** Names the public half (RFC 7638). */
  public String thumbprint() {
    return key.thumbprint();
  }

  String sign(Map<String, Object> claims) {
    return key.sign(claims);
  }
}
