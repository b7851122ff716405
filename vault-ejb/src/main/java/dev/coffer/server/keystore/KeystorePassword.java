package dev.coffer.server.keystore;

import dev.coffer.server.files.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The password of a keystore: the configured one, or one made at the first start. */
public final class KeystorePassword {
  private static final int PASSWORD_BYTES = 32;

  private KeystorePassword() {}

  /**
   * The password for {@code keystore}, a file's path. One that nobody configured is drawn, and kept
   * in a file beside the keystore.
   */
  public static char[] of(Optional<String> configured, String keystore) {
    return configured.orElseGet(() -> beside(keystore)).toCharArray();
  }

  private static String beside(String keystore) {
    PrivateFile file = new PrivateFile(Path.of(keystore + ".password"));
    if (file.read().isEmpty()) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      file.createUnlessThere(Base64.getEncoder().encode(random));
    }
    return new String(file.read().orElseThrow(), StandardCharsets.US_ASCII).strip();
  }
}
